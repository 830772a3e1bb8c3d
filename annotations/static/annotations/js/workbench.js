// The workbench page: text, gutter, map, margin, toolbar and panel, joined.

import { whenIdle } from "./lib/idle.js";
import { filled, ngettext } from "./lib/translate.js";
import { Presence } from "./live/presence.js";
import { addLateRows } from "./panel/late-rows.js";
import { Panel } from "./panel/panel.js";
import { onKey } from "./shell/keys.js";
import "./spans/annotated-text.js";
import { panelOf } from "./spans/hit-test.js";
import { NoteDialog } from "./talk/note.js";
import { startTalk } from "./talk/live.js";
import { TextCaret } from "./text/caret.js";
import { WorkbenchKeys } from "./workbench/keys.js";
import { measure, measureBlocks } from "./workbench/geometry.js";
import { Gutter } from "./workbench/gutter.js";
import { Handles } from "./workbench/handles.js";
import { startHover } from "./workbench/hover.js";
import { startLayers } from "./workbench/layers.js";
import { MapStrip } from "./workbench/map-strip.js";
import { drawMargin } from "./workbench/margin.js";
import { startRationale } from "./workbench/rationale.js";
import { SelectedWords } from "./workbench/selected-words.js";
import { Suggestions } from "./workbench/suggestions.js";
import { markUnsaved, startUnsaved } from "./workbench/unsaved.js";

const PHONE = matchMedia("(width < 900px)");
const REFRESH_AFTER = 300; // ms
const byId = (id) => document.getElementById(id);

class Workbench {
  constructor(page) {
    this.page = page;
    this.text = byId("text");
    this.scroller = byId("text-scroll");
    this.column = this.scroller.querySelector(".column");
    const { claimUrl: claim, mentionUrl: mention, threadUrl: thread, listUrl: list } = page.dataset;
    const urls = { claim, mention, thread, list };
    this.panel = new Panel(byId("panel"), urls, (shown) => this.shown(shown));
    this.gutter = new Gutter(byId("gutter"), (id) => this.panel.open("claim", id));
    this.map = new MapStrip(byId("map"), this.scroller);
    this.caret = new TextCaret(this.text, this.scroller, byId("caret"), byId("caret-status"));
    this.notes = byId("note-dialog") && new NoteDialog(byId("note-dialog"), this.panel.body);
    this.selected = new SelectedWords(this, byId("toolbar"));
    this.handles = new Handles(this.text, this.scroller, this.panel.body, (form, words) => {
      const { revision } = this.page.dataset;
      this.panel.post(form.action, { ...Object.fromEntries(new FormData(form)), ...words, revision });
    });
  }

  start() {
    const { text } = this;
    this.startPresence();
    text.addEventListener("spans-painted", () => this.painted());
    const outdated = byId("outdated");
    text.addEventListener("text-outdated", () => {
      outdated.hidden = false;
    });
    outdated.querySelector("button").addEventListener("click", () => location.reload());
    text.addEventListener("span-open", ({ detail }) => {
      this.panel.open(panelOf(detail), detail.id);
    });
    this.selected.start();
    document.body.addEventListener("live:here", () => this.refreshSoon());
    new ResizeObserver(() => {
      if (this.drawn !== this.size()) this.redraw();
    }).observe(this.column);
    new WorkbenchKeys(this.panel, text, onKey);
    this.suggestions = new Suggestions(this.panel, text, this.page, onKey, () => this.redraw());
    text.addEventListener("layer-toggled", () => this.redraw());
    startLayers(text);
    startUnsaved(this.panel.body);
    startTalk(this.panel.body);
    startRationale(this.panel.body);
    startHover(text, byId("mention-tip"), this.scroller);
    // The element was painted before this listened.
    this.painted();
    this.shown(this.panel.shown);
    whenIdle(() => {
      this.isSeen = true;
      markUnsaved(addLateRows(this.panel.body));
      this.painted();
    });
  }

  startPresence() {
    if (!this.page.dataset.presenceUrl) return;
    const claim = () => (this.panel.shown.kind === "claim" ? this.panel.shown.id : null);
    this.presence = new Presence(this.page, claim, (id) => this.panel.open("claim", id));
    this.presence.start();
  }

  // Changes come in bursts: the last one counts.
  refreshSoon() {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => this.panel.refresh(), REFRESH_AFTER);
  }

  painted() {
    const { wrong } = this.text;
    const note = byId("mismatch");
    note.hidden = wrong.length === 0;
    note.textContent = filled(
      ngettext(
        "%(count)s mark does not fit the words of this text and is not shown. Reload the page; if it stays away, tell an administrator.",
        "%(count)s marks do not fit the words of this text and are not shown. Reload the page; if they stay away, tell an administrator.",
        wrong.length,
      ),
      { count: wrong.length },
    );
    // A run that ended while the page was on its way.
    const isList = this.isSeen && !this.panel.shown.kind;
    if (isList && this.suggestions.areMissing) this.refreshSoon();
    this.redraw();
  }

  // Painting, resizing and swapping come together: they are drawn once, in the next frame. The first
  // time the words and their highlights are seen before: what stands beside them takes longer.
  redraw() {
    if (!this.isSeen) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  size() {
    return `${this.column.offsetWidth} ${this.column.offsetHeight}`;
  }

  draw() {
    const { text } = this;
    this.drawn = this.size();
    this.caret.draw();
    const frame = this.gutter.element;
    const of = (kind, spans = text.shownSpans) => spans.filter(({ row }) => row.kind === kind);
    const claims = measure(text, of("claim", text.spans), frame);
    const suggestions = measure(text, of("suggestion"), frame);
    const quotes = measure(text, of("quote"), frame);
    const blocks = measureBlocks(text, frame);
    const hasMargin = byId("margin").offsetWidth > 0;
    this.map.measure();
    const room = PHONE.matches ? 1 : 2;
    const width = text.offsetWidth;
    const offset = frame.getBoundingClientRect().top - this.column.getBoundingClientRect().top;
    this.gutter.draw(hasMargin ? claims : [...claims, ...suggestions], room);
    this.map.draw(blocks, claims, { width, offset });
    const { current, may } = this.suggestions;
    const shown = { current: this.panel.shown.kind ? null : current, may };
    const act = (action, id) => this.suggested(action, id);
    drawMargin(byId("margin"), [...suggestions, ...quotes], shown, act);
    this.activate();
    this.handles.draw();
  }

  shown({ kind, id }) {
    this.presence?.tellSoon();
    this.redraw();
    this.activate();
    this.text.dispatchEvent(new CustomEvent("span-opened"));
    this.text.mark();
    if (!kind) return;
    this.text.visibleHeight = PHONE.matches
      ? byId("panel").getBoundingClientRect().top - this.scroller.getBoundingClientRect().top
      : undefined;
    this.text.reveal(kind, id, this.handles.span?.start);
  }

  suggested(action, id) {
    if (action === "open") this.panel.open("claim", id);
    else this.suggestions.decide(action, id);
  }

  activate() {
    const { kind, id } = this.panel.shown;
    this.text.opened = { kind, id };
    const meant = kind ? null : this.suggestions.current;
    if (meant) this.text.activate("suggestion", meant);
    else this.text.activate(kind, id);
    if (kind === "claim" && this.text.spansOf("claim", id).length === 0) {
      this.text.activate("suggestion", id);
    }
    this.gutter.current = String(id);
    this.gutter.activate(kind === "claim" ? id : null);
    this.map.activate(kind === "claim" ? id : null);
  }
}

const page = document.querySelector("main.workbench");
if (page) new Workbench(page).start();
