/* sign.c - lines that are no text: the conventions of wire services, press offices and mail programs.
 * Sources: ANPA-1312 and IPTC 7901 (slugs, takes, ZCZC and NNNN), the end marks "30", "###" and "ENDS" of American and
 * British newsrooms, RFC 3676, section 4.3 (the signature's separator). */
#include "plain/sign.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_MARK = 40, LONGEST_LINE = 100, LONGEST_CREDIT = 300 };

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/** Does S begin with WORDS, in any case?  WORDS are lower case; most lines are told by their first byte. */
static bool starts(const char *s, uint32_t len, const char *words)
{
	if (!len || (*s | 0x20) != *words)
		return false;
	size_t n = strlen(words);
	return len >= n && !strncasecmp(s, words, n);
}

static bool is_whole(const char *s, uint32_t len, const char *words)
{
	return starts(s, len, words) && len == strlen(words);
}

/** Length of the dash at S, as it is typed or set; 0: none. */
static uint32_t dash_at(const char *s, uint32_t len)
{
	if (len && *s == '-')
		return 1;
	/* U+2010 to U+2015 */
	return len > 2 && s[0] == '\xe2' && s[1] == '\x80' && s[2] >= '\x90' && s[2] <= '\x95' ? 3 : 0;
}

static uint32_t dash_before(const char *s, uint32_t len)
{
	if (len && s[len - 1] == '-')
		return 1;
	return len > 2 && dash_at(s + len - 3, 3) == 3 ? 3 : 0;
}

/** A line of nothing but signs, three or more: a rule, or number signs, which end a story. */
static enum sign sign_of_signs(const char *s, uint32_t len)
{
	uint32_t signs = 0, numbers = 0;
	for (uint32_t i = 0; i < len; signs += s[i] != ' ', i++) {
		uint32_t dash = dash_at(s + i, len - i);
		if (dash)
			i += dash - 1;
		else if (!s[i] || !strchr("#*_=~+ ", s[i]))
			return SIGN_NONE;
		numbers += s[i] == '#';
	}
	return signs < 3 ? SIGN_NONE : numbers == signs ? SIGN_END : SIGN_RULE;
}

/** "-- 30 --", "(ENDS)", "-more-": a word between dashes, brackets or number signs, or "ENDS" in capitals. */
static enum sign sign_of_mark(const char *s, uint32_t len)
{
	const char *at = s, *end = s + len;
	for (uint32_t n = 1; n && at < end;) {
		n = dash_at(at, (uint32_t)(end - at));
		n = n ? n : strchr("#*([ ", *at) && *at ? 1 : 0;
		at += n;
	}
	bool set = at > s;
	for (uint32_t n = 1; n && end > at;) {
		n = dash_before(at, (uint32_t)(end - at));
		n = n ? n : strchr("#*)] ", end[-1]) && end[-1] ? 1 : 0;
		end -= n;
		set &= n > 0 || end < s + len;
	}
	uint32_t n = (uint32_t)(end - at);
	bool capitals = n && is_upper(at[0]) && is_upper(at[n - 1]);
	if (set && (dash_at(s, len) || *s == '#') && is_whole(at, n, "30"))
		return SIGN_END;
	if ((set || capitals) && (is_whole(at, n, "ends") || is_whole(at, n, "end") || is_whole(at, n, "nnnn")))
		return SIGN_END;
	if ((set || capitals) && (is_whole(at, n, "more") || starts(at, n, "more to ")))
		return SIGN_MORE;
	return SIGN_NONE;
}

/** "----- Original Message -----", "Begin forwarded message:". */
static bool is_forward(const char *s, uint32_t len)
{
	static const char *const words[] = {"original message", "forwarded message", "forwarded by",
					    "begin forwarded message:"};
	uint32_t n = 0;
	while (n < len && (s[n] == '-' || s[n] == '_' || s[n] == ' '))
		n++;
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if ((n > 2 || words[i][0] == 'b') && starts(s + n, len - n, words[i]))
			return true;
	return false;
}

static bool is_credit(const char *s, uint32_t len)
{
	static const char *const work[] = {"reporting by ", "additional reporting by ", "writing by ", "editing by ",
					   "compiled by ",  "with inputs from "};
	bool open = *s == '(';
	for (unsigned i = 0; i < sizeof work / sizeof *work; i++)
		if (starts(s + open, len - open, work[i]) && (open || memmem(s, len, "diting by ", 10)))
			return true;
	return false;
}

bool sign_is_share(const char *s, uint32_t len)
{
	static const char *const shares[] = {"contributed to this report", "contributed to this story",
					     "contributed to this article"};
	uint32_t n = len;
	if (len > LONGEST_CREDIT)
		return false;
	while (n && (s[n - 1] == '.' || s[n - 1] == ')'))
		n--;
	for (unsigned i = 0; i < sizeof shares / sizeof *shares; i++) {
		uint32_t m = (uint32_t)strlen(shares[i]);
		if (n > m && is_whole(s + n - m, m, shares[i]))
			return true;
	}
	return false;
}

bool sign_begins_contact(const char *s, uint32_t len)
{
	static const char *const words[] = {"contact:",
					    "contacts:",
					    "media contact",
					    "press contact",
					    "media enquiries",
					    "media inquiries",
					    "press enquiries",
					    "press inquiries",
					    "for further information",
					    "for more information"};
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (starts(s, len, words[i]))
			return len <= LONGEST_LINE;
	return is_whole(s, len, "contact") || is_whole(s, len, "contacts");
}

/** Does a telephone number begin at S?  Digits that blanks, hyphens and brackets part are one number; a point or a comma ends it.  Scores
 *  and rows of figures have neither a code of a country or an exchange nor a group of three digits, or are longer than any number may be.
 *  LEN becomes how far what begins there goes. */
static bool starts_with_number(const char *s, uint32_t *len)
{
	enum { LEAST = 9, MOST = 15 };
	bool code = *s == '+' || (*len > 1 && s[0] == '0' && is_digit(s[1]));
	uint32_t digits = 0, group = 0, longest = 0, n = 0;
	for (; n < *len && (is_digit(s[n]) || (s[n] && strchr(" -()+/", s[n]))); n++) {
		group = is_digit(s[n]) ? group + 1 : 0;
		digits += is_digit(s[n]);
		longest = group > longest ? group : longest;
	}
	*len = n;
	return digits >= LEAST && digits <= MOST && (code || longest >= 3);
}

bool sign_is_contact(const char *s, uint32_t len)
{
	for (uint32_t i = 0, n; i < len; i += n) {
		bool number = is_digit(s[i]) || s[i] == '+';
		if (s[i] == '@' && i && i + 1 < len && s[i - 1] > ' ' && memchr(s + i, '.', len - i))
			return true;
		n = number ? len - i : 1;
		if (number && starts_with_number(s + i, &n))
			return true;
	}
	return len > 4 && (!strncasecmp(s, "www.", 4) || !strncasecmp(s, "http", 4));
}

uint32_t sign_agency(const char *s, uint32_t len, uint32_t *at)
{
	uint32_t n = 0;
	while (n < len && n < LONGEST_LINE && s[n] != '(' && s[n] != '\n')
		n++;
	const char *close = n < len && s[n] == '(' ? memchr(s + n, ')', len - n) : NULL;
	if (!close || n < 3 || !is_upper(s[0]) || !is_upper(s[1]) || !is_upper(s[2]))
		return 0;
	uint32_t end = (uint32_t)(close - s), behind = end + 1;
	while (behind < len && s[behind] == ' ')
		behind++;
	*at = n + 1;
	return end - n > 2 && end - n < 30 && dash_at(s + behind, len - behind) ? end - n - 1 : 0;
}

static bool is_release(const char *s, uint32_t len)
{
	static const char *const words[] = {"embargo:",           "embargoed ",        "embargoed:",
					    "strictly embargoed", "under embargo ",    "for release ",
					    "for release:",       "not for release ",  "not for publication",
					    "hold for release",   "immediate release", "for immediate release",
					    "for immediate use"};
	/* A sentence may begin with such words; a line of a head does not end as one. */
	if (s[len - 1] == '.' || s[len - 1] == '"')
		return false;
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (starts(s, len, words[i]))
			return true;
	return false;
}

/** "Slug: ferry", "Eds: Updates with quotes". */
static bool has_wire_label(const char *s, uint32_t len)
{
	static const char *const labels[] = {"slug",          "slugline", "urgency",    "priority", "category",
					     "keyword",       "keywords", "eds",        "editors",  "note to editors",
					     "editors' note", "take",     "word count", "words",    "topics",
					     "service",       "desk",     "version"};
	const char *colon = memchr(s, ':', len < 20 ? len : 20);
	for (unsigned i = 0; colon && i < sizeof labels / sizeof *labels; i++)
		if (is_whole(s, (uint32_t)(colon - s), labels[i]))
			return true;
	return false;
}

/** "2nd Ld", "1st Lead-Writethru", "3rd Add": which version or part of a story this is. */
static bool has_version(const char *s, uint32_t len)
{
	static const char *const parts[] = {"ld", "lead", "add", "take", "sub", "writethru"};
	for (uint32_t i = 1; i + 4 < len; i++) {
		bool ordinal = is_digit(s[i - 1]) && (s[i + 2] == ' ' || s[i + 2] == '-') &&
			       (!strncasecmp(s + i, "st", 2) || !strncasecmp(s + i, "nd", 2) ||
				!strncasecmp(s + i, "rd", 2) || !strncasecmp(s + i, "th", 2));
		for (unsigned k = 0; ordinal && k < sizeof parts / sizeof *parts; k++) {
			uint32_t n = (uint32_t)strlen(parts[k]), at = i + 3;
			if (starts(s + at, len - at, parts[k]) && (at + n == len || !is_lower(s[at + n])))
				return true;
		}
	}
	return false;
}

/** One word with hyphens or strokes inside, all in capitals or all in small letters, alone or with a bracket behind it. */
static bool is_slug(const char *s, uint32_t len)
{
	uint32_t n = 0, joints = 0, upper = 0, lower = 0;
	for (; n < len && s[n] != ' '; n++) {
		joints += s[n] == '-' || s[n] == '/' || s[n] == '_';
		upper += is_upper(s[n]);
		lower += is_lower(s[n]);
		if (!is_upper(s[n]) && !is_lower(s[n]) && !is_digit(s[n]) && !strchr("-/_", s[n]))
			return false;
	}
	bool bracket = n + 1 < len && s[n + 1] == '(' && s[len - 1] == ')';
	return joints && n >= 8 && upper + lower >= 6 && !(upper && lower) && (n == len || bracket);
}

static bool is_wire(const char *s, uint32_t len)
{
	static const char *const cycles[] = {"BC-", "AM-", "PM-"};
	static const char *const urgent[] = {"URGENT", "BULLETIN", "FLASH", "NEWS ALERT", "ALERT", "ADVISORY"};
	if (has_wire_label(s, len) || has_version(s, len) || is_slug(s, len) || starts(s, len, "zczc"))
		return true;
	bool caret = *s == '^' || *s == '&';
	for (unsigned i = 0; i < sizeof cycles / sizeof *cycles; i++)
		if (len > 5u + caret && !memcmp(s + caret, cycles[i], 3) && is_upper(s[3 + caret]))
			return true;
	for (unsigned i = 0; i < sizeof urgent / sizeof *urgent; i++)
		if (len == strlen(urgent[i]) && !memcmp(s, urgent[i], len))
			return true;
	return false;
}

enum sign sign_of(const char *s, uint32_t len, bool head)
{
	if (!len || len > LONGEST_CREDIT)
		return SIGN_NONE;
	if (len == 2 && !memcmp(s, "--", 2))
		return SIGN_SIGNATURE;
	if (len <= LONGEST_LINE) {
		enum sign sign = sign_of_signs(s, len);
		if (sign == SIGN_NONE && len <= LONGEST_MARK)
			sign = sign_of_mark(s, len);
		if (sign != SIGN_NONE)
			return sign;
		if (is_forward(s, len))
			return SIGN_FORWARD;
		if (head && is_release(s, len))
			return SIGN_RELEASE;
		if (head && is_wire(s, len))
			return SIGN_WIRE;
	}
	return is_credit(s, len) ? SIGN_CREDIT : SIGN_NONE;
}
