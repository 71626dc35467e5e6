/* export/export.c - the table of exporters. */
#include "export/export.h"

#include <string.h>

#include "export/formats.h"

static const struct exporter *const exporters[] = {
	&export_html, &export_md, &export_json, &export_jsonl, &export_csv, &export_ansi, &export_text, &export_audit,
};

const struct exporter *exporter_at(unsigned i)
{
	return i < sizeof exporters / sizeof *exporters ? exporters[i] : NULL;
}

const struct exporter *exporter_find(const char *name)
{
	const char *dot = strrchr(name, '.');
	const struct exporter *e;
	for (unsigned i = 0; (e = exporter_at(i)); i++)
		if (strcmp(name, e->name) == 0 || (dot && strcmp(dot, e->extension) == 0))
			return e;
	return NULL;
}
