/** Distance from the middle of the stage, by which seats are judged and priced. */
const distance = (row, seat, seatsInRow) => Math.hypot(row + 4, (seat - (seatsInRow - 1) / 2) / 2);

/**
 * All seats of a hall with every group of neighbours ranked beforehand, some 50 ms of one core: work done once at
 * start, so that each sale is a look-up. Good for a server that starts once a week; on Lambda each new environment does
 * it again, while somebody waits.
 */
export function openSale({ rows, seatsInRow, largestGroup = 6 }) {
  const ranked = new Map();
  for (let size = 1; size <= largestGroup; size++) {
    const groups = [];
    for (let row = 0; row < rows; row++) {
      for (let first = 0; first + size <= seatsInRow; first++) {
        const seats = Array.from({ length: size }, (_, index) => first + index);
        const away = seats.reduce((sum, seat) => sum + distance(row, seat, seatsInRow), 0) / size;
        groups.push({ row, seats, away, price: size * Math.max(15, Math.round(120 - 2 * away)) });
      }
    }
    ranked.set(
      size,
      groups.sort((a, b) => a.away - b.away),
    );
  }
  return {
    /** What each environment holds is its own: a real sale asks the database that all of them share. */
    bestFree: (size) => ranked.get(size)?.[0],
  };
}
