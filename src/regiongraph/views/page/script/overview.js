// A very large network as points and lines on a plain canvas. It answers to the few calls that
// the page makes to vis-network, so panel, search, legend and labels work on it unchanged.

class Overview {
  constructor(box) {
    this.box = box;
    this.canvas = el("canvas");
    this.ctx = this.canvas.getContext("2d");
    this.scale = 1;
    this.centre = { x: 0, y: 0 };
    this.calls = {};
    this.lines = [];
    this.moving = false;
    box.replaceChildren(this.canvas);
    this.canvas.addEventListener("pointerdown", (event) => this.grab(event));
    this.canvas.addEventListener("wheel", (event) => this.roll(event), { passive: false });
    this.canvas.addEventListener("pointermove", (event) => {
      const node = event.buttons ? undefined : this.getNodeAt(this.place(event));
      this.call(node === undefined ? "blurNode" : "hoverNode", { node });
    });
    this.sizes = new ResizeObserver(() => this.call("resize", {}) || this.redraw());
    this.sizes.observe(box);
  }

  on(name, run) { this.calls[name] = run; }
  call(name, event) { this.calls[name]?.(event); }
  destroy() { this.sizes.disconnect(); this.canvas.remove(); }
  getScale() { return this.scale; }
  place({ clientX, clientY }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  canvasToDOM({ x, y }) {
    return { x: (x - this.centre.x) * this.scale + this.box.clientWidth / 2,
      y: (y - this.centre.y) * this.scale + this.box.clientHeight / 2 };
  }

  DOMtoCanvas({ x, y }) {
    return { x: (x - this.box.clientWidth / 2) / this.scale + this.centre.x,
      y: (y - this.box.clientHeight / 2) / this.scale + this.centre.y };
  }

  moveTo({ position, scale }) {
    if (position) this.centre = position;
    if (scale) this.scale = scale;
    this.redraw();
  }

  show(items) {
    this.lines = items;
    this.redraw();
  }

  redraw() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.render();
    });
  }

  render() {
    const { ctx, canvas, box, scale } = this;
    const dense = window.devicePixelRatio || 1;
    const [width, height] = [box.clientWidth * dense, box.clientHeight * dense].map(Math.round);
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const { x, y } = this.canvasToDOM({ x: 0, y: 0 });
    ctx.setTransform(scale * dense, 0, 0, scale * dense, x * dense, y * dense);
    if (!this.moving) {
      this.drawLines(false);
      this.drawLines(true);
    }
    this.drawPoints();
    if (!this.moving) this.call("afterDrawing", ctx);
  }

  drawLines(chosen) {
    const { ctx, scale } = this;
    ctx.strokeStyle = colours.line;
    ctx.lineWidth = (chosen && strong ? 1.6 : 0.6) / scale;
    ctx.globalAlpha = chosen ? (strong ? 1 : 0.45) : 0.08;
    ctx.beginPath();
    for (const line of this.lines) {
      if (bright(line) !== chosen) continue;
      ctx.moveTo(line.subject.x, line.subject.y);
      ctx.lineTo(line.object.x, line.object.y);
    }
    ctx.stroke();
  }

  drawPoints() {
    const { ctx, scale } = this;
    const near = this.DOMtoCanvas({ x: -20, y: -20 });
    const far = this.DOMtoCanvas({ x: this.box.clientWidth + 20, y: this.box.clientHeight + 20 });
    ctx.strokeStyle = colours.border;
    ctx.lineWidth = 0.8 / scale;
    for (const node of nodes) {
      if (!nodeOn(node) || node.x < near.x || node.x > far.x || node.y < near.y || node.y > far.y) continue;
      const size = this.size(node);
      ctx.globalAlpha = !strong || strong.nodes.has(node) ? 1 : 0.2;
      const { shape, fill } = look(node.type);
      ctx.fillStyle = fill;
      trace(ctx, size * scale > 4 ? CORNERS[shape] : null, node.x, node.y, size);
      ctx.fill();
      if (size * scale > 2.5 || node === state.selected) ctx.stroke();
    }
    ctx.globalAlpha = 1;
  }

  size(node) { return Math.max(radius(node) * (node === state.selected ? 1.4 : 1), 1.4 / this.scale); }

  getNodeAt(at) {
    const { x, y } = this.DOMtoCanvas(at);
    let best;
    let nearest = Infinity;
    for (const node of nodes) {
      if (!nodeOn(node)) continue;
      const away = Math.hypot(node.x - x, node.y - y) - this.size(node);
      if (away < 4 / this.scale && away < nearest) [best, nearest] = [node.id, away];
    }
    return best;
  }

  getEdgeAt(at) {
    const { x, y } = this.DOMtoCanvas(at);
    return this.lines.find(({ subject: a, object: b }) => {
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const part = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(a.x + part * dx - x, a.y + part * dy - y) < 4 / this.scale;
    })?.id;
  }

  getPosition(id) { return { x: nodes[id].x, y: nodes[id].y }; }

  grab(event) {
    const from = this.place(event);
    const { x, y } = this.centre;
    this.canvas.setPointerCapture(event.pointerId);
    const drag = (motion) => {
      const to = this.place(motion);
      this.moving ||= Math.hypot(to.x - from.x, to.y - from.y) > 3;
      this.moveTo({ position: { x: x - (to.x - from.x) / this.scale, y: y - (to.y - from.y) / this.scale } });
    };
    const drop = () => {
      this.canvas.removeEventListener("pointermove", drag);
      if (this.moving) this.call("dragEnd", { nodes: [] });
      else this.call("click", { pointer: { DOM: from, canvas: this.DOMtoCanvas(from) } });
      this.moving = false;
      this.redraw();
    };
    this.canvas.addEventListener("pointermove", drag);
    this.canvas.addEventListener("pointerup", drop, { once: true });
  }

  roll(event) {
    event.preventDefault();
    const at = this.place(event);
    const before = this.DOMtoCanvas(at);
    this.scale = Math.max(0.005, Math.min(6, this.scale * Math.exp(-event.deltaY / 400)));
    const after = this.DOMtoCanvas(at);
    this.call("zoom", {});
    this.moving = true;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => { this.moving = false; this.redraw(); }, 120);
    this.moveTo({ position: { x: this.centre.x + before.x - after.x, y: this.centre.y + before.y - after.y } });
  }
}
