export { texFormula as texExpression, texName } from '../core/explain/tex-formula.ts';
