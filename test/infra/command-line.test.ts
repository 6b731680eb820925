import { describe, expect, it } from 'vitest';
import { commandOf } from '../../infra/command-line.ts';

const cities = ['binhai', 'qingdao'];

describe('the command line of synth and deploy', () => {
  it.each([
    ['synth --city binhai', { action: 'synth', cities: ['binhai'] }],
    ['synth --city=binhai', { action: 'synth', cities: ['binhai'] }],
    ['synth --city all', { action: 'synth', cities }],
    ['synth', { action: 'synth', cities: ['qingdao'] }],
    ['deploy --city binhai', { action: 'deploy', city: 'binhai', rest: [] }],
    [
      'deploy --profile p --city binhai --hotswap',
      { action: 'deploy', city: 'binhai', rest: ['--profile', 'p', '--hotswap'] },
    ],
  ])('understands %s', (words, command) => {
    expect(commandOf(words.split(' '), cities)).toEqual(command);
  });

  it.each([
    ['synth --city atlantis', 'there is no city "atlantis"; there are binhai, qingdao'],
    ['synth --city', 'there is no city ""; there are binhai, qingdao'],
    ['synth --city=binhai --quick', 'synth takes --city NAME or --city all, not "--quick"'],
    ['deploy', 'say which city: --city binhai | qingdao'],
    ['deploy --city all', 'there is no city "all"; there are binhai, qingdao'],
    ['destroy --city binhai', 'say synth or deploy, not "destroy"'],
  ])('refuses %s', (words, why) => {
    expect(commandOf(words.split(' '), cities)).toEqual({ action: 'refuse', why });
  });
});
