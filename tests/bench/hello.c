/* The least that a curses program can do: the yardstick of bench.py. */
#include <curses.h>
#include <locale.h>

int main(void)
{
	setlocale(LC_ALL, "");
	initscr();
	addstr("hello");
	refresh();
	getch();
	endwin();
	return 0;
}
