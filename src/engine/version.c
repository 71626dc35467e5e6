/* engine/version.c - which release this is. */
#include <pullquote/pullquote.h>

#include "config.h"

const char *pq_version(void)
{
	return PACKAGE_VERSION;
}
