/* ui/export.c - saving the annotated view from inside the reader. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "export/export.h"
#include "ui/reader.h"

/* "story.html" beside the reader's folder: the article's name without its own folder and extension. */
void export_suggest(const struct reader *r, char *out, size_t cap)
{
	const char *name = session_article(r->session, r->state.article)->name;
	const char *slash = strrchr(name, '/');
	const char *base = slash && slash[1] ? slash + 1 : name;
	const char *dot = strrchr(base, '.');
	size_t len = dot && dot > base ? (size_t)(dot - base) : strlen(base);
	if (!strcmp(base, "-"))
		snprintf(out, cap, "article.html");
	else
		snprintf(out, cap, "%.*s%s.html", (int)len, base, dot && !strcmp(dot, ".html") ? ".annotated" : "");
}

static const struct exporter *choose(struct reader *r, const char *format, const char *path)
{
	const struct exporter *e = exporter_find(format ? format : path);
	if (!e && format)
		reader_complain(r, "no format %s: html, md, json, jsonl, csv, ansi, text or audit", format);
	else if (!e)
		reader_complain(r, "%s: the ending tells the format: .html, .md, .json, .jsonl, .csv", path);
	return e;
}

/* A file that is there is replaced only when the same name is given twice. */
static bool may_replace(struct reader *r, const char *path)
{
	if (access(path, F_OK) != 0 || !strcmp(r->confirmed, path))
		return true;
	snprintf(r->confirmed, sizeof r->confirmed, "%s", path);
	reader_say(r, "%s is there already: the same again replaces it", path);
	return false;
}

bool export_run(struct reader *r, const char *format, const char *path)
{
	struct pq_error error = {0};
	struct buf out = {0};
	if (!r->snapshot) {
		reader_complain(r, "there is no text to save yet");
		return true;
	}
	const struct exporter *e = choose(r, format, path);
	if (!e || !may_replace(r, path))
		return false;
	struct export_options options = {.width = 0, .color = true};
	if (e->head)
		e->head(&out);
	e->write(&r->snapshot->doc, &r->snapshot->notes, &options, &out);
	enum pq_status status =
		out.failed ? PQ_ENOMEM : file_replace(path, out.bytes ? out.bytes : "", out.len, &error);
	buf_release(&out);
	r->confirmed[0] = '\0';
	if (status != PQ_OK)
		reader_complain(r, "%s", status == PQ_ENOMEM ? "memory ran out" : error.message);
	else if (!r->snapshot->notes.complete)
		reader_say(r, "saved %s; the article is still being read, so later annotations are not in it", path);
	else
		reader_say(r, "saved %s", path);
	return status == PQ_OK;
}
