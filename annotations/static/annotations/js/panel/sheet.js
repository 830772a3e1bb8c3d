// On a phone the panel is a sheet from below: closed, half or full. Its grip is tapped or drawn;
// a tap on the bar of a closed sheet opens it.

const ORDER = ["closed", "half", "full"];
const DRAWN = 30; // px; less is a tap

export class Sheet {
  #from = 0;

  constructor(element) {
    this.element = element;
    const grip = element.querySelector(".panel-grip");
    grip.addEventListener("pointerdown", (event) => {
      this.#from = event.clientY;
      grip.setPointerCapture(event.pointerId);
    });
    grip.addEventListener("pointerup", (event) => this.#drawn(event.clientY - this.#from));
    grip.addEventListener("click", (event) => {
      if (event.detail === 0) this.#turn(); // By keyboard: no pointer was here.
    });
    element.addEventListener("click", (event) => {
      if (event.target.closest(".panel-bar")) this.open();
    });
  }

  /** Half open, unless it shows as much already. */
  open() {
    if (this.element.dataset.sheet === "closed") this.element.dataset.sheet = "half";
  }

  #drawn(by) {
    if (Math.abs(by) < DRAWN) this.#turn();
    else this.#set(ORDER.indexOf(this.element.dataset.sheet) + (by < 0 ? 1 : -1));
  }

  #turn() {
    this.#set((ORDER.indexOf(this.element.dataset.sheet) + 1) % ORDER.length);
  }

  #set(index) {
    this.element.dataset.sheet = ORDER[Math.max(0, Math.min(index, ORDER.length - 1))];
  }
}
