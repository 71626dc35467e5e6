/* tests/ui/screens.c - screens [-s] [-o "name=value ..."] COLSxROWS "KEYS" FILE... prints the screen that the reader shows after KEYS, from the
 * terminal in memory: for golden screens, for comparing with real terminals, and for looking. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/ui/script.h"

int main(int argc, char **argv)
{
	struct script script = {0};
	struct pq_error error = {0};
	struct buf out = {0};
	bool styles = false;
	for (int c; (c = getopt(argc, argv, "so:+:")) != -1;) {
		if (c == 's')
			styles = true;
		else if (c == 'o')
			script.settings = optarg;
		else
			return 2;
	}
	if (argc - optind < 3 || sscanf(argv[optind], "%dx%d", &script.cols, &script.rows) != 2) {
		fprintf(stderr, "usage: screens [-s] [-o SETTINGS] COLSxROWS KEYS FILE...\n");
		return 2;
	}
	script.keys = argv[optind + 1];
	script.files = (const char *const *)argv + optind + 2;
	if (script_run(&script, styles, &out, &error) != PQ_OK) {
		fprintf(stderr, "screens: %s\n", error.message);
		return 1;
	}
	fwrite(out.bytes, 1, out.len, stdout);
	buf_release(&out);
	return 0;
}
