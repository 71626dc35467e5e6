/* config/option.h - options: a table, their values as a plain struct, and the rc file's parser. */
#ifndef CONFIG_OPTION_H
#define CONFIG_OPTION_H

#include <pullquote/pullquote.h>

#include "base/buf.h"

enum option_type { OPTION_BOOL, OPTION_INT, OPTION_CHOICE, OPTION_TEXT };
enum option {
#define OPTION(symbol, field, name, type, value, help) OPT_##symbol,
#include "config/options.def"
#undef OPTION
	OPT_COUNT
};
enum { GUTTER_AUTO, GUTTER_NAMES, GUTTER_INITIALS, GUTTER_OFF };
enum { PANES_AUTO, PANES_STACKED, PANES_TABBED, PANES_DRAWER, PANES_OFF };
enum { HIGHLIGHT_CALM, HIGHLIGHT_ALL, HIGHLIGHT_NONE };
enum { FURNITURE_DIM, FURNITURE_HIDE, FURNITURE_SHOW };
enum { QUOTES_ALL, QUOTES_DIRECT };

struct option_row {
	const char *name;
	uint8_t type;
	const char *choices; /**< "a|b|c" */
	int min, max;
	const char *value; /**< the default */
	const char *help;
};
const struct option_row *option_row(enum option o);
/** By name; OPT_COUNT: none such. */
enum option option_find(const char *name, size_t len);
/** What the option takes, for messages and lists: "20..400", "on|off", "calm|all|none", "TEXT". */
void option_takes(enum option o, struct buf *out);

/** The values: number of a choice, 0/1, or the integer; texts apart. */
struct pq_config {
	int32_t value[OPT_COUNT];
	char text[OPT_COUNT][64];
};
void config_init(struct pq_config *c); /**< the defaults */
/** Errors: PQ_EINVAL naming the option, what it takes, and the name that was perhaps meant. */
PQ_CHECK enum pq_status config_set(struct pq_config *c, const char *name, const char *value, struct pq_error *error);
/** "name=value" as --set takes it, or "name value" as :set does; "name" alone and "noname" for BOOL. */
PQ_CHECK enum pq_status config_assign(struct pq_config *c, const char *assignment, struct pq_error *error);
void config_show(const struct pq_config *c, enum option o, struct buf *out);
/** The rc file: lines "set NAME VALUE", comments.  Errors with file and line; the lines before the fault stay applied. */
PQ_CHECK enum pq_status config_parse(struct pq_config *c, const char *file, const char *text, size_t len,
				     struct pq_error *error);

#endif
