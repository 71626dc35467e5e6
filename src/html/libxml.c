/* html/libxml.c - libxml2, loaded when the first feed is read. */
#include "html/libxml.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A function's address by dlsym: POSIX lets the object pointer be read as a function's. */
static bool find(void *library, const char *name, void *function)
{
	void *address = dlsym(library, name);
	memcpy(function, &address, sizeof address);
	return address != NULL;
}

const struct libxml *libxml_load(void)
{
	static struct libxml functions;
	static bool loaded;
	void *library = loaded ? NULL : dlopen("libxml2.so.2", RTLD_LAZY | RTLD_LOCAL);
	if (library)
		loaded = find(library, "xmlFreeDoc", &functions.free_document) &&
			 find(library, "xmlNewParserCtxt", &functions.new_xml) &&
			 find(library, "xmlCtxtReadMemory", &functions.read_xml) &&
			 find(library, "xmlFreeParserCtxt", &functions.free_xml);
	return loaded ? &functions : NULL;
}
