import { describe, expect, it } from 'vitest';
import { firstDay, isCalendarDate, isWithin, lastDay } from '../../src/knowledge/dates.ts';

describe('partial dates', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-31'],
    ['2024-02-07', '2024-02-07', '2024-02-07'],
  ])('%s means any day from %s to %s', (partial, first, last) => {
    expect([firstDay(partial), lastDay(partial)]).toEqual([first, last]);
  });

  it.each([
    ['2024', { from: '2023-06', to: '2024-12' }, true],
    ['2024', { from: '2023-06', to: '2024-11' }, false],
    ['2023', { from: '2023-06', to: '2024-12' }, false],
    ['2024-12', { from: '2023-06', to: '2024-12-30' }, false],
    ['2024-12-31', { from: '2023', to: '2024' }, true],
    ['2025-01-01', { from: '2023', to: '2024' }, false],
  ])('%s lies wholly in %j: %s', (partial, period, within) => {
    expect(isWithin(partial, period)).toBe(within);
  });

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-04-31', false],
    ['2024-04', true],
    ['2024', true],
  ])('%s is in the calendar: %s', (partial, real) => {
    expect(isCalendarDate(partial)).toBe(real);
  });
});
