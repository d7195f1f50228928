/** @jsxImportSource preact */

/** What is wrong with the product at the moment, over the picture that was there before. */
export const Fault = ({ text, onClose }: { text: string; onClose: () => void }) => (
  <div class="fault" role="alert">
    <header>
      <b>Something is broken; the picture is the last that was not.</b>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </header>
    <pre>{text}</pre>
  </div>
);
