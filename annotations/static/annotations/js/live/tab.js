// This page's name for itself, among those of the same person.

export const TAB = crypto.getRandomValues(new Uint32Array(2)).join("-");

/** The article whose page this is, or nothing. */
export const pageArticle = () => document.querySelector("main[data-article]")?.dataset.article;
