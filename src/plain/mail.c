/* mail.c - heads and quoted lines of mails.  Sources: RFC 5322 (fields), RFC 3676, section 4.5 (quoting). */
#include "plain/mail.h"

#include <string.h>
#include <strings.h>

enum {
	LONGEST_FIELD = 32,
	DEEPEST = 32,
	LONGEST_MARK = 300,      /* bytes of a line before a head */
	LONGEST_THREAD = 1 << 20 /* heads beyond are not looked for */
};

static const struct {
	const char *name;
	enum sign sign;
	bool common; /**< a head may begin with it in the midst of a text */
} fields[] = {{"from", SIGN_FROM, true},           {"to", SIGN_HEADER, true},
	      {"subject", SIGN_SUBJECT, true},     {"date", SIGN_DATE, true},
	      {"sent", SIGN_DATE, true},           {"cc", SIGN_HEADER, true},
	      {"bcc", SIGN_HEADER, true},          {"reply-to", SIGN_HEADER, true},
	      {"sender", SIGN_HEADER, true},       {"importance", SIGN_HEADER, false},
	      {"attachments", SIGN_HEADER, false}, {"message-id", SIGN_HEADER, true},
	      {"in-reply-to", SIGN_HEADER, true},  {"references", SIGN_HEADER, true},
	      {"received", SIGN_HEADER, true},     {"return-path", SIGN_HEADER, true},
	      {"delivered-to", SIGN_HEADER, true}, {"mime-version", SIGN_HEADER, true},
	      {"content-type", SIGN_HEADER, true}, {"content-transfer-encoding", SIGN_HEADER, true}};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

enum sign mail_field(const char *s, uint32_t len, uint32_t *value)
{
	/* Some programs print names of fields in bold: "*From:* Ada". */
	uint32_t star = len && *s == '*', n = star;
	while (n < len && n < LONGEST_FIELD && s[n] > ' ' && s[n] < 127 && s[n] != ':')
		n++;
	if (n == star || n >= len || s[n] != ':')
		return SIGN_NONE;
	*value = n + 1;
	while (*value < len && (is_blank(s[*value]) || (star && s[*value] == '*')))
		++*value;
	for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strlen(fields[i].name) == n - star && !strncasecmp(fields[i].name, s + star, n - star))
			return fields[i].sign;
	/* Any other ("X-Mailer:") is one between those that are known. */
	return SIGN_HEADER;
}

static bool is_common(const char *s, uint32_t len)
{
	uint32_t star = len && *s == '*';
	if (!memchr(s, ':', len < LONGEST_FIELD ? len : LONGEST_FIELD))
		return false;
	for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++) {
		size_t n = strlen(fields[i].name);
		if (fields[i].common && len > n + star && s[n + star] == ':' &&
		    !strncasecmp(s + star, fields[i].name, n))
			return true;
	}
	return false;
}

uint32_t mail_head_end(const char *text, uint32_t len, uint32_t at)
{
	uint32_t known = 0, end = at;
	if (!is_common(text + at, len - at))
		return at;
	for (uint32_t p = at, value; p < len;) {
		const char *newline = memchr(text + p, '\n', len - p);
		uint32_t stop = newline ? (uint32_t)(newline - text) : len;
		bool folded = p > at && p < stop && is_blank(text[p]);
		if (p == stop || (!folded && mail_field(text + p, stop - p, &value) == SIGN_NONE))
			break;
		known += is_common(text + p, stop - p);
		p = end = newline ? stop + 1 : len;
	}
	return known >= 2 ? end : at;
}

void mail_name(const char **s, uint32_t *len)
{
	const char *open = memchr(*s, '<', *len), *bracket = memchr(*s, '(', *len);
	if (open && open > *s) {
		*len = (uint32_t)(open - *s);
	} else if (bracket && (*s)[*len - 1] == ')') { /* "ada@example.org (Ada Lind)" */
		*len -= (uint32_t)(bracket + 1 - *s) + 1;
		*s = bracket + 1;
	}
	while (*len && strchr(" \t\"'<", **s)) {
		++*s;
		--*len;
	}
	while (*len && strchr(" \t\"'>", (*s)[*len - 1]))
		--*len;
}

/** Length of the quoting before S, and how deep it is.  STRICT: a blank, another sign or the line's end has to follow. */
static uint32_t quote_prefix(const char *s, uint32_t len, bool strict, uint32_t *depth)
{
	uint32_t n = 0;
	*depth = 0;
	while (n < len && s[n] == '>' && *depth < DEEPEST) {
		++*depth;
		n++;
		if (n + 1 < len && s[n] == ' ' && s[n + 1] == '>')
			n++;
	}
	if (strict && *depth == 1 && n < len && !is_blank(s[n])) {
		*depth = 0;
		return 0;
	}
	return n + (*depth && n < len && s[n] == ' ');
}

static bool is_quoted(const char *text, size_t len)
{
	const char *end = text + len;
	for (const char *p = text; (p = memchr(p, '>', (size_t)(end - p))) != NULL; p++) {
		if (p > text && p[-1] != '\n')
			continue;
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		uint32_t depth = 0;
		(void)quote_prefix(p, (uint32_t)((newline ? newline : end) - p), true, &depth);
		if (depth)
			return true;
	}
	return false;
}

/** The line before AT that is not blank; its length in *LEN, 0: there is none. */
static const char *line_before(const char *text, uint32_t at, uint32_t *len)
{
	while (at && strchr(" \t\r\n", text[at - 1]))
		at--;
	uint32_t end = at;
	while (at && text[at - 1] != '\n')
		at--;
	*len = end - at;
	return text + at;
}

static bool holds(const char *s, uint32_t len, const char *word)
{
	uint32_t n = (uint32_t)strlen(word);
	for (uint32_t i = 0; i + n <= len; i++)
		if (!strncasecmp(s + i, word, n))
			return true;
	return false;
}

/** Does the mail's head [AT, END) say that it only passes another one on ("Subject: Fwd: ...")? */
static bool passes_on(const char *text, uint32_t at, uint32_t end)
{
	for (uint32_t value; at < end;) {
		const char *newline = memchr(text + at, '\n', end - at);
		uint32_t stop = newline ? (uint32_t)(newline - text) : end;
		if (mail_field(text + at, stop - at, &value) == SIGN_SUBJECT)
			return stop - at > value + 2 && !strncasecmp(text + at + value, "fw", 2);
		at = stop + 1;
	}
	return false;
}

/** Below [AT, END), a head in the midst of a text, stands the mail that is answered; what is sent on is there to be read. */
static bool is_answered(const char *text, uint32_t at, uint32_t end, bool headed)
{
	uint32_t n;
	const char *before = line_before(text, at, &n);
	return n && n <= LONGEST_MARK && !holds(before, n, "forwarded") && !passes_on(text, at, end) &&
	       (headed || holds(before, n, "original message"));
}

/** From AT on all is quoted once more. */
static void deepen(struct unquoted *out, uint32_t at)
{
	uint32_t depth = 0, i = 0;
	while (i < out->runs.len && out->runs.at[i].at <= at)
		depth = out->runs.at[i++].depth;
	if (!i || out->runs.at[i - 1].at != at) {
		if (!vec_push(&out->runs, (struct quoting){0})) {
			out->failed = true;
			return;
		}
		memmove(out->runs.at + i + 1, out->runs.at + i, (out->runs.len - i - 1) * sizeof *out->runs.at);
		out->runs.at[i++] = (struct quoting){at, depth};
	}
	for (uint32_t k = i - 1; k < out->runs.len; k++)
		out->runs.at[k].depth += out->runs.at[k].depth < DEEPEST;
}

/** Mails that stand below their heads, as office programs quote them. */
static void quote_below(const char *text, uint32_t len, struct unquoted *out)
{
	uint32_t first = 0, found = 0;
	len = len < LONGEST_THREAD ? len : LONGEST_THREAD;
	while (first < len && strchr(" \t\r\n", text[first]))
		first++;
	uint32_t own = mail_head_end(text, len, first);
	bool headed = own > first, sent_on = headed && passes_on(text, first, own);
	const char *p = text + own, *end = text + len;
	for (; found < DEEPEST && (p = memmem(p, (size_t)(end - p), "From:", 5)) != NULL; p++) {
		uint32_t at = (uint32_t)(p - text), stop;
		at -= at && p[-1] == '*';
		if (at && text[at - 1] != '\n')
			continue;
		stop = mail_head_end(text, len, at);
		if (stop <= at || !is_answered(text, at, stop, headed))
			continue;
		if (!sent_on)
			deepen(out, stop);
		found += !sent_on;
		sent_on = false;
	}
}

static void take_off(const char *text, size_t len, struct unquoted *out)
{
	uint32_t last = 0;
	out->failed = !buf_reserve(&out->text, len);
	for (size_t at = 0; at < len;) {
		const char *newline = memchr(text + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - text) + 1 : len;
		uint32_t depth, n = quote_prefix(text + at, (uint32_t)(end - at - (newline != NULL)), false, &depth);
		if (depth != last && !vec_push(&out->runs, (struct quoting){(uint32_t)out->text.len, depth}))
			out->failed = true;
		last = depth;
		buf_add(&out->text, text + at + n, end - at - n);
		at = end;
	}
	out->failed |= out->text.failed;
}

void mail_unquote(const char *text, size_t len, struct unquoted *out)
{
	if (is_quoted(text, len))
		take_off(text, len, out);
	if (out->failed)
		return;
	bool same = !out->text.len;
	quote_below(same ? text : out->text.bytes, (uint32_t)(same ? len : out->text.len), out);
}

void mail_unquoted_release(struct unquoted *u)
{
	buf_release(&u->text);
	vec_release(&u->runs);
}
