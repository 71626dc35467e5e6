/* main.c - the program's first and last lines. */
#include <stdio.h>

#include <pullquote/pullquote.h>

int main(void)
{
	printf("pullquote %s\n", pq_version());
	return 0;
}
