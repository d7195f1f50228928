/** Work that is done one piece at a time, with a breath for the page between two. */
export interface Queue {
  /** Returns the function that takes the piece back, if it has not begun. */
  add(work: () => Promise<void>): () => void;
}

export function createQueue(): Queue {
  let waiting: (() => Promise<void>)[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    for (let work = waiting.shift(); work; work = waiting.shift()) {
      await work();
      await new Promise(requestAnimationFrame);
    }
    running = false;
  };
  return {
    add(work) {
      waiting.push(work);
      if (!running) void run();
      return () => {
        waiting = waiting.filter((other) => other !== work);
      };
    },
  };
}
