// GB 32100-2015: 31 characters, without I, O, S, V and Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const length = 18;

/** Whether a text is a unified social credit code (统一社会信用代码): its form and its check character. */
export function isCreditCode(text: string): boolean {
  if (text.length !== length) return false;
  const values = [...text].map((character) => alphabet.indexOf(character));
  if (values.includes(-1)) return false;
  const sum = values.slice(0, -1).reduce((total, value, at) => total + value * weightOf(at), 0);
  return values.at(-1) === (alphabet.length - (sum % alphabet.length)) % alphabet.length;
}

/** 3 to the power of the place, modulo 31. */
function weightOf(place: number): number {
  let weight = 1;
  for (let i = 0; i < place; i++) weight = (weight * 3) % alphabet.length;
  return weight;
}
