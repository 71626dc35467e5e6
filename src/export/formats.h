/* export/formats.h - the exporters that the table in export.c lists; each lies in a file of its own. */
#ifndef EXPORT_FORMATS_H
#define EXPORT_FORMATS_H

#include "export/export.h"

extern const struct exporter export_ansi, export_audit, export_csv, export_html, export_json, export_jsonl, export_md,
	export_text;

#endif
