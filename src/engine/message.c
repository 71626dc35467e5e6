/* message.c - mails as they travel.  Sources: RFC 5322 (fields), 2045 (encodings), 2046 (parts), 2047 (words in fields). */
#include "engine/message.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "engine/decode.h"
#include "engine/mbox.h"
#include "html/html.h"
#include "text/date.h"

enum { LONGEST_HEAD = 256 * 1024, DEEPEST = 8, LONGEST_VALUE = 128, MOST_CHARSETS = 16, MOST_NAMES = 120 };

/* ---- fields ---- */

struct field {
	const char *name, *value, *end;
	size_t name_len;
};

/** The field at *AT; false: the head ends there, *AT is behind the blank line. */
static bool next_field(const char **at, const char *end, struct field *f)
{
	const char *s = *at, *colon = s;
	while (colon<end && * colon> ' ' && *colon < 127 && *colon != ':')
		colon++;
	if (colon == end || *colon != ':' || colon == s) {
		*at = s < end && *s == '\r' ? s + 1 : s;
		*at += *at < end && **at == '\n';
		return false;
	}
	const char *stop = colon;
	do {
		const char *newline = memchr(stop, '\n', (size_t)(end - stop));
		stop = newline ? newline + 1 : end;
	} while (stop < end && (*stop == ' ' || *stop == '\t'));
	*f = (struct field){s, colon + 1, stop, (size_t)(colon - s)};
	while (f->value < f->end && strchr(" \t\r\n", *f->value) && *f->value)
		f->value++;
	while (f->end > f->value && strchr(" \t\r\n", f->end[-1]) && f->end[-1])
		f->end--;
	*at = stop;
	return true;
}

static bool is_named(const struct field *f, const char *name)
{
	return strlen(name) == f->name_len && !strncasecmp(f->name, name, f->name_len);
}

static bool is_any(const struct field *f, const char *const *names)
{
	for (; *names; names++)
		if (is_named(f, *names))
			return true;
	return false;
}

/** What a reader asks of a mail, in the order in which it is shown. */
static const char *const envelope[] = {"subject", "from", "date", "to", "cc", "reply-to", NULL};
/** What programs write when they send one. */
static const char *const way[] = {"message-id", "received", "return-path", "mime-version", "content-type", NULL};

bool message_sniff(const void *bytes, size_t len)
{
	const char *at = bytes, *end = at + (len < LONGEST_HEAD ? len : LONGEST_HEAD);
	struct field f;
	if (mbox_separator(at, at, end))
		return true;
	unsigned asked = 0, sent = 0;
	while (next_field(&at, end, &f)) {
		asked += is_any(&f, envelope);
		sent += is_any(&f, way);
	}
	return asked >= 2 && sent >= 1;
}

/** The value of "NAME=..." in a field ("text/plain; charset=utf-8") into OUT, empty where there is none. */
static void parameter(const struct field *f, const char *name, char out[LONGEST_VALUE])
{
	size_t n = strlen(name), used = 0;
	out[0] = '\0';
	for (const char *s = f->value; (s = memchr(s, ';', (size_t)(f->end - s))) != NULL;) {
		s++;
		while (s < f->end && strchr(" \t\r\n", *s) && *s)
			s++;
		if ((size_t)(f->end - s) <= n || strncasecmp(s, name, n) || s[n] != '=')
			continue;
		s += n + 1;
		bool quoted = s < f->end && *s == '"';
		for (s += quoted; s < f->end && used + 1 < LONGEST_VALUE; s++) {
			if (quoted ? *s == '"' : strchr("; \t\r\n", *s) != NULL)
				break;
			out[used++] = *s;
		}
		out[used] = '\0';
		return;
	}
}

/* ---- encodings ---- */

static int digit_of(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

/** FIELD: as in fields, where "_" is a blank. */
static void unquote(const char *s, const char *end, bool field, struct buf *out)
{
	while (s < end) {
		int high = *s == '=' && end - s > 2 ? digit_of(s[1]) : -1, low = high >= 0 ? digit_of(s[2]) : -1;
		const char *after = s + 1;
		while (*s == '=' && after < end && (*after == ' ' || *after == '\t' || *after == '\r'))
			after++;
		if (low >= 0) {
			buf_char(out, (char)(high << 4 | low));
			s += 3;
		} else if (*s == '=' && after < end && *after == '\n') {
			s = after + 1;
		} else {
			buf_char(out, field && *s == '_' ? ' ' : *s);
			s++;
		}
	}
}

static void unbase(const char *s, const char *end, struct buf *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;
	unsigned have = 0;
	for (; s < end && *s != '='; s++) {
		const char *at = *s ? strchr(digits, *s) : NULL;
		if (!at)
			continue;
		bits = bits << 6 | (uint32_t)(at - digits);
		have += 6;
		if (have >= 8) {
			have -= 8;
			buf_char(out, (char)(bits >> have & 0xff));
		}
	}
}

/** RAW, in the set that is ASKED for (NULL: none is), in CHARSET or whatever it shows itself to be, to the end of OUT. */
static void add_decoded(const struct buf *raw, const char *asked, const char *charset, struct buf *out,
			size_t *replaced)
{
	const struct evidence said = {.asked = asked, .server = *charset ? charset : NULL};
	struct decoding how = {0};
	struct decoded text = {0};
	if (raw->len && decode(raw->bytes, raw->len, &said, &text, &how, NULL) != PQ_OK)
		out->failed = true;
	buf_add(out, text.s ? text.s : "", text.len);
	out->failed |= raw->failed;
	*replaced += how.replaced;
	decoded_release(&text);
}

/** The encoded word at S ("=?utf-8?Q?...?=") into OUT; what stands behind it, S: there is none. */
static const char *add_word(const char *s, const char *end, struct buf *out)
{
	const char *charset = s + 2, *first = memchr(charset, '?', (size_t)(end - charset));
	if (!first || end - first < 4 || first[2] != '?' || first - charset >= LONGEST_VALUE)
		return s;
	const char *text = first + 3, *stop = memmem(text, (size_t)(end - text), "?=", 2);
	if (!stop)
		return s;
	char label[LONGEST_VALUE];
	struct buf raw = {0};
	size_t replaced = 0;
	snprintf(label, sizeof label, "%.*s", (int)(first - charset), charset);
	if ((first[1] | 32) == 'b')
		unbase(text, stop, &raw);
	else
		unquote(text, stop, true, &raw);
	add_decoded(&raw, NULL, label, out, &replaced);
	buf_release(&raw);
	return stop + 2;
}

/** A field's value on one line, its encoded words read. */
static void add_value(const struct field *f, struct buf *out)
{
	struct buf line = {0}, plain = {0};
	size_t replaced = 0;
	bool word = false;
	for (const char *s = f->value; s < f->end;) {
		const char *next = f->end - s > 6 && s[0] == '=' && s[1] == '?' ? add_word(s, f->end, &line) : s;
		if (next > s) {
			/* Blanks between two encoded words belong to neither. */
			const char *gap = next;
			while (gap < f->end && strchr(" \t\r\n", *gap) && *gap)
				gap++;
			word = f->end - gap > 2 && gap[0] == '=' && gap[1] == '?';
			s = word ? gap : next;
			continue;
		}
		buf_char(&line, strchr("\t\r\n", *s) && *s ? ' ' : *s);
		s++;
	}
	add_decoded(&line, NULL, "", &plain, &replaced);
	/* An encoded word may hold a line feed, behind which any other field would seem to stand. */
	for (size_t i = 0; i < plain.len; i++)
		plain.bytes[i] = (unsigned char)plain.bytes[i] < ' ' ? ' ' : plain.bytes[i];
	buf_add(out, plain.bytes ? plain.bytes : "", plain.len);
	out->failed |= plain.failed;
	buf_release(&line);
	buf_release(&plain);
}

/* ---- parts ---- */

struct message {
	const char *asked; /**< the character set of its parts, whatever they declare; NULL: as they do */
	struct buf plain, html;
	struct buf names; /**< of what is not shown */
	unsigned others;  /**< how many parts that are */
	size_t replaced;
	bool beside; /**< some HTML is no other form of the plain text */
	bool cut;    /**< the end of a part is missing */
};

struct part {
	const char *s, *end; /**< behind its head */
	char type[LONGEST_VALUE], charset[LONGEST_VALUE], boundary[LONGEST_VALUE], name[LONGEST_VALUE];
	bool attached, quoted, base;
};

static void read_part(const char *s, const char *end, struct part *p)
{
	struct field f;
	char name[LONGEST_VALUE];
	*p = (struct part){.type = "text/plain"};
	while (next_field(&s, end, &f)) {
		size_t n = 0;
		while (f.value + n < f.end && (!f.value[n] || !strchr("; \t\r\n", f.value[n])))
			n++;
		if (is_named(&f, "content-type")) {
			snprintf(p->type, sizeof p->type, "%.*s", (int)n, f.value);
			parameter(&f, "charset", p->charset);
			parameter(&f, "boundary", p->boundary);
			parameter(&f, "name", name);
		} else if (is_named(&f, "content-transfer-encoding")) {
			p->quoted = n == 16 && !strncasecmp(f.value, "quoted-printable", n);
			p->base = n == 6 && !strncasecmp(f.value, "base64", n);
		} else if (is_named(&f, "content-disposition")) {
			p->attached = n == 10 && !strncasecmp(f.value, "attachment", n);
			parameter(&f, "filename", name);
		} else {
			continue;
		}
		if (!is_named(&f, "content-transfer-encoding") && *name)
			memcpy(p->name, name, sizeof name);
	}
	p->s = s;
	p->end = end;
}

static void add_text(struct message *m, const struct part *p, struct buf *out)
{
	struct buf raw = {0};
	if (p->base)
		unbase(p->s, p->end, &raw);
	else if (p->quoted)
		unquote(p->s, p->end, false, &raw);
	else
		buf_add(&raw, p->s, (size_t)(p->end - p->s));
	if (out->len)
		buf_str(out, "\n\n");
	add_decoded(&raw, m->asked, p->charset, out, &m->replaced);
	buf_release(&raw);
}

static void leave_out(struct message *m, const char *name)
{
	m->others++;
	if (m->names.len + strlen(name) < MOST_NAMES)
		buf_printf(&m->names, "%s%s", m->names.len ? ", " : "", name);
}

/** The lines of a head that people ask for. */
static void add_envelope(const char *s, const char *end, struct buf *out)
{
	for (const char *const *name = envelope; *name; name++) {
		struct field f;
		for (const char *at = s; next_field(&at, end, &f);) {
			if (!is_named(&f, *name))
				continue;
			buf_printf(out, "%.*s: ", (int)f.name_len, f.name);
			add_value(&f, out);
			buf_char(out, '\n');
		}
	}
}

/** The same as a list of HTML. */
static void add_list(const struct buf *lines, struct buf *out)
{
	buf_str(out, "<ul>\n");
	for (const char *s = lines->bytes, *end = s + lines->len; s < end;) {
		const char *newline = strchr(s, '\n');
		buf_str(out, "<li>");
		html_escape(out, s, (size_t)(newline - s));
		buf_str(out, "</li>\n");
		s = newline + 1;
	}
	buf_str(out, "</ul>\n");
}

/** The line at S or behind it that begins with MARK and holds no more but dashes and blanks; NULL: none. */
static const char *find_mark(const char *begin, const char *s, const char *end, const char *mark, size_t n)
{
	while (s < end && (s = memmem(s, (size_t)(end - s), mark, n)) != NULL) {
		const char *behind = s + n;
		if ((s == begin || s[-1] == '\n') && (behind == end || strchr("- \t\r\n", *behind)))
			return s;
		s++;
	}
	return NULL;
}

/** Parts that hold parts go through here again, DEPTH deep. */
static void take_part(struct message *m, const char *s, const char *end, unsigned depth, bool choice)
{
	struct part p;
	read_part(s, end, &p);
	if (depth < DEEPEST && !strncasecmp(p.type, "multipart/", 10) && p.boundary[0]) {
		char mark[LONGEST_VALUE + 3];
		size_t n = (size_t)snprintf(mark, sizeof mark, "--%s", p.boundary);
		bool or_else = !strcasecmp(p.type + 10, "alternative") || !strcasecmp(p.type + 10, "related");
		const char *at = find_mark(p.s, p.s, p.end, mark, n);
		/* "--" behind the mark: it was the last. */
		while (at && p.end - at > (ptrdiff_t)n + 1 && memcmp(at + n, "--", 2) != 0) {
			const char *newline = memchr(at + n, '\n', (size_t)(p.end - at) - n);
			const char *from = newline ? newline + 1 : p.end;
			at = find_mark(p.s, from, p.end, mark, n);
			m->cut |= !at;
			take_part(m, from, at ? at : p.end, depth + 1, choice || or_else);
		}
	} else if (depth < DEEPEST && !strcasecmp(p.type, "message/rfc822") && !p.base) {
		buf_str(&m->plain, "\n\n---------- Forwarded message ----------\n");
		add_envelope(p.s, p.end, &m->plain);
		take_part(m, p.s, p.end, depth + 1, choice);
	} else if (!p.attached && !strcasecmp(p.type, "text/plain")) {
		add_text(m, &p, &m->plain);
	} else if (!p.attached && !strcasecmp(p.type, "text/html")) {
		m->beside |= !choice;
		add_text(m, &p, &m->html);
	} else {
		leave_out(m, p.name[0] ? p.name : p.type);
	}
}

/* ---- the entry ---- */

static bool is_blank(const struct buf *b)
{
	return !b->len || strspn(b->bytes, " \t\r\n") == b->len;
}

/** How the mail came, behind its text. */
static void add_way(const char *s, const char *end, struct buf *out)
{
	struct field f;
	buf_str(out, "\n\n");
	for (int rest = 0; rest < 2; rest++)
		for (const char *at = s; next_field(&at, end, &f);)
			if (!is_any(&f, envelope) && is_any(&f, way) == !rest) {
				buf_printf(out, "%.*s: ", (int)f.name_len, f.name);
				add_value(&f, out);
				buf_char(out, '\n');
			}
}

/** The value of the first field NAME, on one line. */
static void find_value(const char *s, const char *end, const char *name, struct buf *value)
{
	struct field f;
	while (!value->len && next_field(&s, end, &f))
		if (is_named(&f, name))
			add_value(&f, value);
}

/** "\"Doe, Ana\" <ana@example.org>" is Ana Doe; an address without a name is kept. */
static struct pq_str byline_of(const struct buf *from, struct entries_builder *out)
{
	const char *s = from->bytes ? from->bytes : "", *open = strchr(s, '<');
	size_t n = open && open > s ? (size_t)(open - s) : from->len;
	while (n && strchr(" \"'", *s)) {
		s++;
		n--;
	}
	while (n && strchr(" \"'", s[n - 1]))
		n--;
	const char *comma = memchr(s, ',', n);
	struct buf name = {0};
	if (open && comma && s + n - comma > 2) {
		buf_add(&name, comma + 2, (size_t)(s + n - comma) - 2);
		buf_char(&name, ' ');
		n = (size_t)(comma - s);
	}
	buf_add(&name, s, n);
	struct pq_str str = entries_builder_str(out, name.bytes, name.len);
	out->failed |= name.failed;
	buf_release(&name);
	return str;
}

/** Who, when, what about: of the head at S. */
static void add_facts(const char *s, const char *end, struct entry *e, struct entries_builder *out)
{
	struct buf subject = {0}, from = {0}, when = {0};
	char date[40];
	find_value(s, end, "subject", &subject);
	find_value(s, end, "from", &from);
	find_value(s, end, "date", &when);
	e->title = entries_builder_str(out, subject.bytes, subject.len);
	e->byline = byline_of(&from, out);
	if (when.len && date_parse(when.bytes, when.len, date))
		e->published = entries_builder_str(out, date, strlen(date));
	out->failed |= subject.failed || from.failed || when.failed;
	buf_release(&subject);
	buf_release(&from);
	buf_release(&when);
}

static void note(const struct message *m, struct entry *e, struct entries_builder *out)
{
	struct buf words = {0};
	if (m->asked)
		buf_printf(&words, "Read as %s, as was asked.", m->asked);
	if (m->cut)
		buf_printf(&words, "%sThe mail is cut short.", words.len ? " " : "");
	if (m->others)
		buf_printf(&words, "%s%u part%s of the mail %s not shown: %s.", words.len ? " " : "", m->others,
			   m->others == 1 ? "" : "s", m->others == 1 ? "is" : "are", m->names.bytes);
	if (m->replaced)
		buf_printf(&words,
			   "%s%zu byte%s not valid in the character set that the mail declares and stand%s as U+FFFD.",
			   words.len ? " " : "", m->replaced, m->replaced == 1 ? " was" : "s were",
			   m->replaced == 1 ? "s" : "");
	if (words.len)
		e->notice = entries_builder_str(out, words.bytes, words.len);
	out->failed |= words.failed;
	buf_release(&words);
}

/** The mail's text: plain, else HTML, with its head before it. */
static void add_body(const struct message *m, bool plain, const char *s, const char *end, struct buf *out)
{
	struct buf head = {0};
	add_envelope(s, end, &head);
	if (plain) {
		buf_add(out, head.bytes, head.len);
		buf_char(out, '\n');
		buf_add(out, m->plain.bytes, m->plain.len);
		add_way(s, end, out);
	} else {
		if (head.len && !head.failed)
			add_list(&head, out);
		buf_add(out, m->html.bytes, m->html.len);
	}
	out->failed |= head.failed || m->plain.failed || m->html.failed || m->names.failed;
	buf_release(&head);
}

/** One mail as the next entry of OUT; NULL: there is none, *STATUS says why. */
static struct entry *add_mail(const char *bytes, size_t len, const char *name, const char *asked,
			      struct entries_builder *out, enum pq_status *status, struct pq_error *error)
{
	struct message m = {.asked = asked};
	struct buf body = {0};
	struct entry *e = NULL;
	const char *end = bytes + len;
	take_part(&m, bytes, end, 0, false);
	bool plain = !is_blank(&m.plain), html = !is_blank(&m.html);
	if (plain && html && m.beside)
		leave_out(&m, "text/html");
	add_body(&m, plain, bytes, end, &body);
	if (body.failed)
		*status = error_nomem(error);
	else if (!plain && !html)
		*status = error_set(error, PQ_EEMPTY, "%s is a mail without text%s%s", name,
				    m.others ? "; it holds " : "", m.others ? m.names.bytes : "");
	else
		e = entries_builder_add(out, plain ? ENTRY_TEXT : ENTRY_FRAGMENT, body.bytes, body.len);
	if (e) {
		*status = PQ_OK;
		add_facts(bytes, end, e, out);
		note(&m, e, out);
	}
	buf_release(&m.plain);
	buf_release(&m.html);
	buf_release(&m.names);
	buf_release(&body);
	return e;
}

/** Mail NUMBER of several; one without text is a fault. */
static void add_numbered(const struct buf *mail, const char *name, const char *asked, uint32_t number,
			 struct entries_builder *out)
{
	struct buf own = {0};
	struct pq_error error;
	enum pq_status status = PQ_ENOMEM;
	buf_printf(&own, "%s#%u", name, number);
	out->failed |= own.failed || mail->failed;
	struct entry *e =
		!out->failed ? add_mail(mail->bytes, mail->len, own.bytes, asked, out, &status, &error) : NULL;
	bool fault = !e && status == PQ_EEMPTY;
	if (fault && (e = entries_builder_add(out, ENTRY_FAULT, "", 0)))
		e->notice = entries_builder_str(out, error.message, strlen(error.message));
	if (e) {
		e->name = entries_builder_str(out, own.bytes, own.len);
		e->label = e->title;
	}
	out->failed |= !e;
	buf_release(&own);
}

enum pq_status message_read(const char *bytes, size_t len, const char *name, const char *asked,
			    struct entries_builder *out, struct pq_error *error)
{
	struct buf mail = {0};
	enum pq_status status = PQ_ENOMEM;
	if (!mbox_separator(bytes, bytes, bytes + len)) {
		out->packed = true;
		return add_mail(bytes, len, name, asked, out, &status, error) || status == PQ_EEMPTY
			       ? status
			       : error_nomem(error);
	}
	for (const char *at = bytes, *end = bytes + len; at < end && !out->failed;) {
		at = mbox_next(bytes, at, end, &mail);
		add_numbered(&mail, name, asked, out->list.len + 1, out);
		buf_clear(&mail);
	}
	buf_release(&mail);
	return out->failed ? error_nomem(error) : PQ_OK;
}

void message_prepare(const char *asked)
{
	/* What is in its parts, and in which sets, is known once they are unpacked. */
	decode_prepare("\xff", 1, &(const struct evidence){.asked = asked});
}
