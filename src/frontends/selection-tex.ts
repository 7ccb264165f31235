import { ProblemError } from '../core/problem.ts';

/** Greek letters by their TeX names. */
const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  pi: 'π',
};
const FUNCTIONS = new Set([
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'log',
  'max',
  'min',
  'sec',
  'csc',
  'cot',
]);
const RENAMED: Readonly<Record<string, string>> = {
  ln: 'log',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
};
const OPERATORS: Readonly<Record<string, string>> = {
  cdot: '*',
  times: '*',
  div: '/',
  ast: '*',
  le: '<=',
  ge: '>=',
  leq: '<=',
  geq: '>=',
};
const SPACES = new Set([
  'left',
  'right',
  'big',
  'Big',
  'bigl',
  'bigr',
  'Bigl',
  'Bigr',
  'quad',
  'qquad',
  'displaystyle',
  'limits',
  ',',
  ';',
  ':',
  '!',
  ' ',
]);
const TOKEN = /\\([A-Za-z]+|.)|\d+(?:\.\d+)?|\.\d+|\s+|[^\s]/gu;

/** Whether a text is written in TeX. */
export function isTex(text: string): boolean {
  return /\\[A-Za-z]|[_^]\{/.test(text);
}

/**
 * Simple TeX as an expression of `.gd`: fractions, roots, powers, Greek letters, functions and finite sums. Letters side by
 * side are a product; a subscript is part of the name, or an index where it holds the counter of a sum.
 * @throws ProblemError where a command is not known; its range is the whole text's, counted from 0.
 */
export function texToGd(text: string): string {
  return new TexReader(text).all();
}

class TexReader {
  readonly #tokens: string[];
  readonly #length: number;
  readonly #counters: string[] = [];
  /** Names with the counter of a sum as subscript: their numbered subscripts are indices, too. */
  readonly #vectors = new Set<string>();
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(TOKEN)?.filter((token) => token.trim() !== '') ?? [];
    this.#length = text.length;
    for (const [, counter] of text.matchAll(/\\(?:sum|prod)_\{?\s*([a-z])\s*=/g)) {
      for (const [, name] of text.matchAll(
        new RegExp(`(\\\\[a-z]+|[A-Za-z])_(?:\\{[^}]*)?${counter}(?![a-z])`, 'g'),
      )) {
        if (name) this.#vectors.add(name);
      }
    }
  }

  all(): string {
    const result = tidied(this.#sequence(() => false));
    if (this.#at < this.#tokens.length)
      throw this.#refuse(`an unexpected ${this.#tokens[this.#at]}; balance the brackets`);
    return result;
  }

  #refuse(message: string): ProblemError {
    return new ProblemError(message, { start: 0, end: this.#length });
  }

  #sequence(stop: (token: string) => boolean): string {
    let result = '';
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at]!;
      if (token === '}' || stop(token)) break;
      const piece = this.#piece();
      // A blank between two factors is a product, and keeps names apart.
      result +=
        /[\p{L}\p{N})\]]$/u.test(result) && /^[\p{L}\p{N}(]/u.test(piece) && piece !== ''
          ? this.#joint(result, piece)
          : piece;
    }
    return result;
  }

  #joint(before: string, piece: string): string {
    if (/\d$/.test(before) && /^[\d.]/.test(piece)) return piece;
    // `f(x, y)` on the left of an equation is no product.
    return piece.startsWith('(') && !/[\d)\]]$/.test(before) ? piece : ` ${piece}`;
  }

  #group(): string {
    if (this.#tokens[this.#at] !== '{') return this.#piece();
    this.#at++;
    const inner = this.#sequence(() => false);
    if (this.#tokens[this.#at] !== '}') throw this.#refuse('a { is not closed; write the missing }');
    this.#at++;
    return inner;
  }

  #piece(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.#refuse('the formula ends too early; complete it');
    if (token.startsWith('\\')) return this.#command(token.slice(1), token);
    if (token === '{') {
      this.#at--;
      return `(${this.#group()})`;
    }
    if (token === '(' || token === '[') {
      const close = token === '(' ? ')' : ']';
      const inner = this.#sequence((each) => each === close);
      if (this.#tokens[this.#at++] !== close)
        throw this.#refuse(`a ${token} is not closed; write the missing ${close}`);
      return `(${inner})`;
    }
    if (token === '+' || token === '-') return ` ${token} `;
    if (token === '^') return `^${bracketed(this.#group())}`;
    if (token === '|') {
      const inner = this.#sequence((each) => each === '|');
      if (this.#tokens[this.#at] !== '|') throw this.#refuse('a | is not closed; write abs(…)');
      this.#at++;
      return `abs(${inner})`;
    }
    if (token === '&') return '';
    return /^\p{L}$/u.test(token) ? this.#subscripted(token, token) : token;
  }

  #command(name: string, token: string): string {
    const greek = GREEK[name];
    if (greek) return this.#subscripted(greek, token);
    if (SPACES.has(name)) return '';
    const operator = OPERATORS[name];
    if (operator) return ` ${operator} `;
    if (name === 'frac' || name === 'dfrac' || name === 'tfrac') {
      const top = this.#group();
      return `(${bracketed(top)} / ${bracketed(this.#group())})`;
    }
    if (name === 'sqrt') {
      if (this.#tokens[this.#at] !== '[') return `sqrt(${this.#group()})`;
      this.#at++;
      const order = this.#sequence((each) => each === ']');
      this.#at++;
      return `(${this.#group()})^(1/${bracketed(order)})`;
    }
    if (name === 'sum' || name === 'prod') return this.#accumulation(name);
    if (name === 'mathrm' || name === 'operatorname' || name === 'text' || name === 'mathbf') {
      return this.#group().replaceAll(' ', '');
    }
    const callee = RENAMED[name] ?? name;
    if (FUNCTIONS.has(callee) || RENAMED[name]) return this.#call(callee);
    if (name === '{' || name === '}') return name === '{' ? '(' : ')';
    throw this.#refuse(`${token} is not known; write the formula with +, -, *, /, ^ and functions`);
  }

  #call(callee: string): string {
    let power = '';
    if (this.#tokens[this.#at] === '^') {
      this.#at++;
      power = `^${bracketed(this.#group())}`;
      if (/^\^\(?-/.test(power))
        throw this.#refuse(`${callee}^{-1} may be the inverse; write the function's name`);
    }
    while (SPACES.has(this.#tokens[this.#at]?.slice(1) ?? '') && this.#tokens[this.#at]?.startsWith('\\'))
      this.#at++;
    if (this.#tokens[this.#at] === '(') return `${callee}${this.#piece()}${power}`;
    if (this.#tokens[this.#at] === '{') return `${callee}(${this.#group()})${power}`;
    // `\sin 2x` reaches to the next sign.
    return `${callee}(${this.#sequence((each) => /^[-+=,)|]$/.test(each) || each === '\\right' || each === '\\cdot')})${power}`;
  }

  /** What follows up to the next plus or minus is added up. */
  #accumulation(name: 'sum' | 'prod'): string {
    let low = '';
    let high = '';
    while (this.#tokens[this.#at] === '_' || this.#tokens[this.#at] === '^') {
      if (this.#tokens[this.#at++] === '_') low = this.#group();
      else high = this.#group();
    }
    const [counter, from] = low.split('=').map((part) => part.trim());
    if (!counter || !from || high === '') throw this.#refuse('a sum needs its ends; write \\sum_{i=1}^{10}');
    if (!/^\d+$/.test(high.trim())) {
      throw this.#refuse(`the upper end ${high.trim()} of the sum is not known; write a number`);
    }
    this.#counters.push(counter);
    const body = this.#sequence((each) => /^[-+=,)|]$/.test(each) || each === '\\right');
    this.#counters.pop();
    return `${name}(${counter}, ${from}, ${high}, ${body})`;
  }

  #subscripted(name: string, token: string): string {
    if (this.#tokens[this.#at] !== '_') return name;
    this.#at++;
    const subscript = this.#group().trim();
    const indexed =
      this.#vectors.has(token) || this.#counters.some((each) => new RegExp(`\\b${each}\\b`).test(subscript));
    const counter = /[A-Za-z]/.exec(subscript)?.[0];
    if (indexed && counter !== undefined && !this.#counters.includes(counter)) {
      throw this.#refuse(`${counter} is used outside its sum; put brackets around all that is added up`);
    }
    if (indexed) return `${name}[${subscript}]`;
    if (/^\d+$/.test(subscript)) return `${name}${subscript}`;
    return `${name}_${subscript.replace(/[^\p{L}\p{N}]/gu, '')}`;
  }
}

/** A sign at the beginning keeps to its term, and blanks are single. */
const tidied = (text: string) =>
  text
    .replace(/(^|[(,=*/^]) *([-+]) +/g, '$1$2')
    .replace(/ {2,}/g, ' ')
    .trim();

const bracketed = (text: string) =>
  /^[\p{L}\p{N}]+$/u.test(text.trim()) ? text.trim() : `(${tidied(text)})`;
