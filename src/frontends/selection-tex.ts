import { ProblemError } from '../core/problem.ts';
import { ENCLOSED, FUNCTIONS, LETTERS, OPERATORS, RENAMED, SPACES } from './tex-commands.ts';

const endsCell = (token: string): boolean => token === '&' || token === '\\\\' || token === '\\end';
const TOKEN = /\\([A-Za-z]+|.)|\d+(?:\.\d+)?|\.\d+|\s+|[^\s]/gu;

/** Whether a text is written in TeX. */
export function isTex(text: string): boolean {
  return /\\[A-Za-z|]|[_^]\{/.test(text);
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
    if (/^[-+<>]$/.test(token)) return ` ${token} `;
    if (token === '^') return `^${bracketed(this.#group())}`;
    if (token === '|') {
      const inner = this.#sequence((each) => each === '|');
      if (this.#tokens[this.#at] !== '|') throw this.#refuse('a | is not closed; write abs(…)');
      this.#at++;
      return `abs(${inner})`;
    }
    if (token === '&') return '';
    if (token === '_') throw this.#refuse('a subscript belongs to a letter or to a norm; leave this one out');
    return /^\p{L}$/u.test(token) ? this.#subscripted(token, token) : token;
  }

  #command(name: string, token: string): string {
    const greek = LETTERS.get(name);
    if (greek) return this.#subscripted(greek, token);
    if (SPACES.has(name)) return '';
    if (name === 'infty') return 'Infinity';
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
      if (order === '3') return `cbrt(${this.#group()})`;
      return `(${this.#group()})^(1/${bracketed(order)})`;
    }
    if (name === 'sum' || name === 'prod') return this.#accumulation(name);
    if (name === 'begin') return this.#cases();
    const closing = Object.hasOwn(ENCLOSED, name) ? ENCLOSED[name] : undefined;
    if (closing) return this.#enclosed(token, closing);
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

  /** What stands between bars, which a \\right may go before. */
  #enclosed(open: string, [callee, close]: readonly [callee: string, close: string]): string {
    const inner = this.#sequence((each) => each === close);
    if (this.#tokens[this.#at] !== close) throw this.#refuse(`a ${open} is not closed; write ${callee}(…)`);
    this.#at++;
    return `${callee}(${inner}${callee === 'norm' ? this.#order() : ''})`;
  }

  /** The p of a p-norm, its subscript, as a further argument. */
  #order(): string {
    if (this.#tokens[this.#at] !== '_') return '';
    this.#at++;
    const order = this.#group().trim();
    if (!/^(?:[\d.]+|Infinity)$/.test(order))
      throw this.#refuse(`a norm with the subscript ${order} is not known; write a number, or norm(x, p)`);
    return `, ${order}`;
  }

  /** `\\begin{cases} a & c \\\\ b & \\text{otherwise} \\end{cases}` as `c ? a : b`; NaN where no condition holds. */
  #cases(): string {
    const environment = this.#environment();
    if (environment !== 'cases')
      throw this.#refuse(
        `an environment ${environment} is not known; use cases, or write conditions as a ? b : c`,
      );
    const rows: { value: string; condition: string }[] = [];
    while (this.#tokens[this.#at] !== '\\end') {
      const value = this.#sequence(endsCell).trim().replace(/,$/, '');
      let condition = '';
      if (this.#tokens[this.#at] === '&') {
        this.#at++;
        condition = this.#sequence(endsCell)
          .trim()
          .replace(/[.,;]$/, '')
          .replace(/^(?:if|for|when|where)(?![\p{L}])\s*/u, '');
      }
      rows.push({ value, condition });
      if (this.#at >= this.#tokens.length) throw this.#refuse('cases are not ended; write \\end{cases}');
      if (this.#tokens[this.#at] === '\\\\') this.#at++;
    }
    this.#at++;
    this.#environment();
    const otherwise = rows.findIndex(({ condition }) => /^(?:otherwise|else|)$/.test(condition));
    const conditions = otherwise < 0 ? rows : rows.slice(0, otherwise);
    const chain = conditions.reduceRight(
      (rest, { value, condition }) => `${tidied(condition)} ? ${tidied(value)} : ${rest}`,
      otherwise < 0 ? 'NaN' : tidied(rows[otherwise]?.value ?? ''),
    );
    return `(${chain})`;
  }

  /** The name between the braces that follow. */
  #environment(): string {
    let name = '';
    if (this.#tokens[this.#at++] !== '{')
      throw this.#refuse('an environment needs its name; write \\begin{cases}');
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== '}') name += this.#tokens[this.#at++];
    this.#at++;
    return name;
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
