/* jsonl.c - JSON lines -> entries. */
#include "plain/jsonl.h"

#include <jansson.h>
#include <string.h>

#include "base/error.h"

enum { SURVEYED = 64 * 1024 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *skip_space(const char *s, const char *end)
{
	while (s < end && is_space(*s))
		s++;
	return s;
}

static const char *end_of_line(const char *s, const char *end)
{
	const char *newline = memchr(s, '\n', (size_t)(end - s));
	return newline ? newline : end;
}

/** Does a key that holds a text stand in [S, END)? */
static bool has_text_key(const char *s, const char *end)
{
	static const char *const keys[] = {"\"text\"", "\"html\""};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *p = s;
		while ((p = memmem(p, (size_t)(end - p), keys[i], strlen(keys[i])))) {
			p += strlen(keys[i]);
			const char *colon = skip_space(p, end);
			if (colon < end && *colon == ':')
				return true;
		}
	}
	return false;
}

bool jsonl_sniff(const char *bytes, size_t len)
{
	const char *s = bytes, *end = bytes + (len < SURVEYED ? len : SURVEYED);
	unsigned lines = 0, objects = 0;
	bool text = false;
	if (len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
		s += 3;
	while (s < end) {
		const char *stop = end_of_line(s, end);
		s = skip_space(s, stop);
		if (s < stop) {
			const char *key = *s == '{' ? skip_space(s + 1, stop) : stop;
			bool object = key < stop && *key == '"';
			lines++;
			objects += object;
			text |= object && has_text_key(s, stop);
		}
		s = stop + (stop < end);
	}
	return text && objects * 2 >= lines;
}

struct reading {
	const char *name;
	struct entries_builder *out;
	uint32_t line;
};

static struct pq_str print(struct entries_builder *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static struct pq_str print(struct entries_builder *out, const char *format, ...)
{
	struct buf words = {0};
	va_list args;
	va_start(args, format);
	buf_vprintf(&words, format, args);
	va_end(args);
	struct pq_str s = entries_builder_str(out, words.bytes, words.len);
	out->failed |= words.failed;
	buf_release(&words);
	return s;
}

static void add_fault(struct reading *r, const char *why)
{
	struct entry *e = entries_builder_add(r->out, ENTRY_FAULT, "", 0);
	if (!e)
		return;
	e->line = r->line;
	e->name = print(r->out, "%s:%u", r->name, r->line);
	e->notice = print(r->out, "%s: line %u: %s", r->name, r->line, why);
}

static struct pq_str name_of(struct reading *r, const json_t *id)
{
	struct pq_str name = {0};
	if (json_is_string(id))
		name = entries_builder_str(r->out, json_string_value(id), json_string_length(id));
	else if (json_is_integer(id))
		name = print(r->out, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
	return name.len ? name : print(r->out, "%s:%u", r->name, r->line);
}

static bool is_blank(const json_t *text)
{
	const char *s = json_string_value(text), *end = s + json_string_length(text);
	return skip_space(s, end) == end;
}

static void take_object(struct reading *r, const json_t *object)
{
	const json_t *html = json_object_get(object, "html"), *text = json_object_get(object, "text"),
		     *url = json_object_get(object, "url"), *body = html && !json_is_null(html) ? html : text;
	if (!body || json_is_null(body)) {
		add_fault(r, "the object has neither \"html\" nor \"text\"");
	} else if (!json_is_string(body)) {
		add_fault(r, "\"html\" or \"text\" is no string");
	} else if (is_blank(body)) {
		add_fault(r, "the text is empty: there is nothing to read");
	} else {
		struct entry *e = entries_builder_add(r->out, body == html ? ENTRY_PAGE : ENTRY_TEXT,
						      json_string_value(body), json_string_length(body));
		if (!e)
			return;
		e->line = r->line;
		e->name = name_of(r, json_object_get(object, "id"));
		if (json_is_string(url))
			e->url = entries_builder_str(r->out, json_string_value(url), json_string_length(url));
	}
}

static void take_line(struct reading *r, const char *s, size_t len)
{
	json_error_t fault;
	/* Only what "\u0000" stands for can be a NUL here. */
	json_t *value = json_loadb(s, len, JSON_ALLOW_NUL, &fault);
	if (json_is_object(value))
		take_object(r, value);
	else if (value)
		add_fault(r, "a JSON object {\"id\", \"url\", \"html\" or \"text\"} was expected");
	else if (json_error_code(&fault) == json_error_out_of_memory)
		r->out->failed = true;
	else
		add_fault(r, fault.text);
	json_decref(value);
}

enum pq_status jsonl_read(const char *text, size_t len, const char *name, struct entries_builder *out,
			  struct pq_error *error)
{
	struct reading r = {.name = name, .out = out};
	for (const char *s = text, *end = text + len; s < end && !out->failed;) {
		const char *stop = end_of_line(s, end), *first = skip_space(s, stop);
		r.line++;
		if (first < stop)
			take_line(&r, first, (size_t)(stop - first));
		s = stop + (stop < end);
	}
	return out->failed ? error_nomem(error) : PQ_OK;
}
