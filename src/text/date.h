/* text/date.h - dates as people and programs write them. */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include <stdbool.h>
#include <stddef.h>

/** A date in any of the usual ways of writing to ISO 8601, "2019-11-19" or with time and zone; false: none in it. */
bool date_parse(const char *s, size_t len, char out[40]);

#endif
