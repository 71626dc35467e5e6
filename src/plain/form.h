/* plain/form.h - what the look of a short text tells: words, capitals, quote marks, how it ends; private to this folder. */
#ifndef PLAIN_FORM_H
#define PLAIN_FORM_H

#include <stdbool.h>
#include <stdint.h>

struct form {
	uint32_t chars;    /**< characters */
	uint32_t words;    /**< runs of letters and digits */
	uint32_t capitals; /**< words that start with a capital or a digit */
	uint32_t small;    /**< words in lower case other than those that join names (and, with, of, left ...) */
	uint32_t quoted;   /**< words in quote marks */
	bool starts_capital;
	bool starts_quote;
	bool all_caps; /**< letters, and none in lower case */
	bool stops;    /**< ends as a sentence does: . ! ? and quote marks or brackets behind them */
	bool dangles;  /**< ends in a comma, semicolon, colon or dash */
};

/** Length of the sign that begins an item of a list; 0: none does. */
uint32_t form_bullet(const char *s, uint32_t len);
/** Does S end as a sentence does (quote marks and brackets behind it left aside)?  Cost: O(1) for sane text. */
bool form_stops(const char *s, uint32_t len);
/** Cost: O(LEN). */
struct form form_of(const char *s, uint32_t len);

#endif
