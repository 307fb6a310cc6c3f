/* What axe-core does not measure: sizes in pixels, length of lines, text that is cut off or lies on
   other text, what runs over the edge, where the focus is. Each function answers a list of what is
   wrong with the page as it is shown now; an empty list is good. */
(function () {
  "use strict";
  const TARGETS = "a[href], button, input, select, textarea, summary, label:has(input), [role=button]";
  const SLACK = 0.5;

  function shown(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    if (element.closest(".unseen, .ruler") || box.right <= 0) return false;
    return box.width > 0 && box.height > 0;
  }

  function named(element, more) {
    const name = (element.innerText || element.value || "").trim().slice(0, 24);
    return `<${element.localName} class="${element.className}"> ${name} ${more}`;
  }

  function all(selector) { return [...document.body.querySelectorAll(selector)].filter(shown); }

  function blockOf(node) {
    let block = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    return block;
  }

  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && shown(node.parentElement)) found.push(node);
    }
    return found;
  }

  /* The lines of a piece of text, one box a line. */
  function lines(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1);
  }

  /* WCAG leaves a link alone that stands in a sentence: its size is the line's. */
  function inSentence(target) {
    if (getComputedStyle(target).display !== "inline") return false;
    const rest = blockOf(target).cloneNode(true);
    rest.querySelectorAll(TARGETS).forEach((other) => other.remove());
    return /[\p{L}\p{N}]/u.test(rest.textContent);
  }

  function size(element) { return parseFloat(getComputedStyle(element).fontSize); }

  window.yardsticks = {
    smallTargets() {
      return all(TARGETS).filter((target) => !inSentence(target)).flatMap((target) => {
        const box = target.getBoundingClientRect();
        if (Math.min(box.width, box.height) >= 48 - SLACK) return [];
        return [named(target, `is ${Math.round(box.width)} by ${Math.round(box.height)}`)];
      });
    },

    smallText() {
      return texts().map((node) => node.parentElement).filter((element) => size(element) < 20)
        .map((element) => named(element, `is ${size(element)} px`));
    },

    longLines() {
      const found = new Map();
      texts().forEach((node) => {
        const block = blockOf(node);
        lines(node).forEach((box) => {
          const key = Math.round(box.top / 8);
          const ends = found.get(block) || found.set(block, new Map()).get(block);
          const [left, right] = ends.get(key) || [Infinity, 0];
          ends.set(key, [Math.min(left, box.left), Math.max(right, box.right)]);
        });
      });
      return [...found].flatMap(([block, ends]) => {
        const longest = Math.max(...[...ends.values()].map(([left, right]) => right - left));
        const characters = longest / size(block);
        return characters > 40 + SLACK ? [named(block, `has ${Math.round(characters)} a line`)] : [];
      });
    },

    overEdge() {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const outside = all("*").filter((one) => one.getBoundingClientRect().right > width + SLACK);
      return ["the page scrolls sideways", ...outside.map((one) => named(one, "is outside"))];
    },

    /* Text beyond its own box, or in a box that hides what does not fit. */
    cutOff() {
      const spilt = texts().flatMap((node) => {
        const block = blockOf(node), box = block.getBoundingClientRect();
        const over = lines(node).some((line) => line.right > box.right + 2 || line.bottom > box.bottom + 4);
        return over ? [named(block, "is too small for its text")] : [];
      });
      const hidden = all("*").filter((one) => {
        const style = getComputedStyle(one);
        const clips = (overflow) => /hidden|clip/.test(overflow);
        return (clips(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
          || (clips(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
      });
      return [...spilt, ...hidden.map((one) => named(one, "hides a part of its content"))];
    },

    /* Lines of two blocks that lie on each other by more than a third. */
    overlaid() {
      const placed = texts().flatMap((node) => {
        const block = blockOf(node);
        return lines(node).map((box) => ({ block, box }));
      });
      return placed.flatMap((one, at) => placed.slice(at + 1).filter((other) => {
        if (one.block === other.block) return false;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        return across > 2 && down > one.box.height / 3;
      }).map((other) => named(one.block, `lies on ${named(other.block, "")}`)));
    },

    /* A number to call that is cut in two cannot be read out. An extension may stand below it. */
    brokenNumbers() {
      return texts().filter((node) => node.parentElement.closest("[href^='tel:']"))
        .filter((node) => /^[\d-]+$/.test(node.data.trim()) && lines(node).length > 1)
        .map((node) => named(node.parentElement, "is cut in two"));
    },

    moving() {
      return document.getAnimations().map((one) => named(one.effect.target, "moves"));
    },

    /* Whether the element that has the focus says so, is on the screen, and is not covered. */
    hiddenFocus() {
      const one = document.activeElement, style = getComputedStyle(one);
      const box = one.getBoundingClientRect(), line = one.getClientRects()[0] || box;
      const wrong = [];
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 3) wrong.push("has no outline");
      if (box.top < -SLACK || (box.bottom > innerHeight + SLACK && box.height < innerHeight)
          || box.left < -SLACK || box.right > innerWidth + SLACK) wrong.push("is not on the screen");
      const top = document.elementFromPoint(line.left + line.width / 2, line.top + Math.min(line.height / 2, 20));
      if (top && !one.contains(top)) wrong.push(`is covered by ${named(top, "")}`);
      return wrong.map((what) => named(one, what));
    },
  };
})();
