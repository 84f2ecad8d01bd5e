"""The least contrast between text and what is behind it, by the formula of WCAG 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Colours may let what is behind them through, so each is drawn over the ones below it.
LEAST = """([within, besides]) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const drawn = (...colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => colour.slice(0, 3)
    .map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.unshift(getComputedStyle(at).backgroundColor);
      if (drawn(layers[0])[3] === 255) return layers;
    }
    throw new Error(`nothing opaque is behind ${node.textContent.slice(0, 50)}`);
  };
  const least = { ratio: 99, words: '', texts: 0 };
  for (const node of document.querySelectorAll(within)) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility() || node.closest(besides)) continue;
    const style = getComputedStyle(node);
    const layers = behind(node);
    const colours = [drawn(...layers, node.closest('svg') ? style.fill : style.color), drawn(...layers)];
    const [a, b] = colours.map(light).sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least.ratio) Object.assign(least, { ratio, words: node.textContent.slice(0, 50) });
    least.texts++;
  }
  return least;
}"""


def assert_readable(page: Page, within: str, besides: str) -> None:
    """Hold all text that is seen within some elements, and not besides in others, to 4.5 to 1."""
    least = page.evaluate(LEAST, [within, besides])
    assert least["texts"], f"no text within {within}"
    assert least["ratio"] >= 4.5, least
