/** asl-validator 4 has no types. It changes what it checks: give it a copy. */
declare module 'asl-validator' {
  interface Verdict {
    isValid: boolean;
    errors: readonly unknown[];
  }
  const validate: (definition: object, options?: { checkPaths?: boolean; checkArn?: boolean }) => Verdict;
  export default validate;
}
