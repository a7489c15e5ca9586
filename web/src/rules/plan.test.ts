import { describe, expect, test } from 'vitest';
import { grownBy, movedBy, nextPlace, pictureAt } from './plan';

const place = { left: 100, top: 200, width: 200, height: 100 };

describe('a place on a plan', () => {
  test.each([
    [10, -10, 110, 190],
    [-500, -500, 0, 0],
    [5000, 5000, 800, 900],
    [0.4, 0.6, 100, 201],
  ])('moved by %d and %d stays within the picture', (x, y, left, top) => {
    expect(movedBy(place, x, y)).toEqual({ ...place, left, top });
  });

  test.each([
    [10, 20, 210, 120],
    [-500, -500, 20, 20],
    [5000, 5000, 900, 800],
  ])('grown by %d and %d stays within the picture', (x, y, width, height) => {
    expect(grownBy(place, x, y)).toEqual({ ...place, width, height });
  });

  test('comes where none is yet', () => {
    const first = nextPlace([]);
    const second = nextPlace([first]);
    expect(second).not.toEqual(first);
    expect(second.left).toBeGreaterThanOrEqual(first.left + first.width);
    expect(nextPlace([{ left: 0, top: 0, width: 1000, height: 1000 }])).toMatchObject({
      left: 430,
    });
  });
});

test.each([
  ['http://127.0.0.1:8080/v1.0/rooms/pictures/corp/abc', '/v1.0/rooms/pictures/corp/abc'],
  ['https://elsewhere.example/p.png', 'https://elsewhere.example/p.png'],
])('the picture at %s is asked at %s', (address, wanted) => {
  expect(pictureAt(address)).toBe(wanted);
});
