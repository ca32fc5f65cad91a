package io.bucketwarden.servers;

/** Questions to a page about what people can read of it, as expressions of JavaScript. */
public final class Legibility {

    /** Each text that is seen against what is behind it, as WCAG measures it: those below 4.5, or 3 where it is large. */
    public static final String FAINT = """
        (() => {
          const parse = text => { const n = text.match(/[0-9.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
          const light = rgb => rgb.slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) {
            const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255, 1]; };
          const faint = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const e = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || e.closest('svg, caption')) continue;
            const style = getComputedStyle(e), size = parseFloat(style.fontSize);
            const [a, b] = [light(parse(style.color)), light(behind(e))].sort((x, y) => y - x);
            const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
            if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) faint.add(e.className + ': ' + walker.currentNode.data);
          }
          return [...faint];
        })()\
        """;

    /** By how many pixels the page is wider than the window. */
    public static final String OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private Legibility() {}
}
