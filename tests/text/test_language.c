/* test_language.c - the language of a text. */
#include "test.h"

#include "text/language.h"

static void languages_are_told(void **state)
{
	(void)state;
	const struct {
		const char *tag, *text;
	} rows[] = {
		{"en", "The ferry went down at its berth on Monday, and nobody was on board. It was the oldest of the "
		       "ships that the company "
		       "had bought with the harbour, but they said that it was in good order and that divers would "
		       "look for the valve."},
		{"de", "Die F\xc3\xa4hre ist am Montag im Hafen gesunken, und niemand war auf dem Schiff. Der "
		       "Kapit\xc3\xa4n sagt, dass sich das "
		       "Ventil nicht mit der Hand schlie\xc3\x9f"
		       "en lie\xc3\x9f und die Taucher es von unten ansehen, was auch ein Tag ist, den "
		       "das Amt nicht zu den guten z\xc3\xa4hlt."},
		{"fr", "Le bateau est descendu dans le port lundi, et les plongeurs ont vu que la vanne du fond n'est "
		       "pas ferm\xc3\xa9"
		       "e. Il y a "
		       "des gens sur le quai qui attendent pour une r\xc3\xa9ponse, au nom de la compagnie, que les "
		       "autorit\xc3\xa9s ne donnent pas."},
		{"ru", "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc "
		       "\xd0\xb7\xd0\xb0\xd1\x82\xd0\xbe\xd0\xbd\xd1\x83\xd0\xbb \xd1\x83 "
		       "\xd0\xbf\xd1\x80\xd0\xb8\xd1\x87\xd0\xb0\xd0\xbb\xd0\xb0 \xd0\xb2 "
		       "\xd0\xbf\xd0\xbe\xd0\xbd\xd0\xb5\xd0\xb4\xd0\xb5\xd0"
		       "\xbb\xd1\x8c\xd0\xbd\xd0\xb8\xd0\xba"},
		{NULL, "Aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu vv ww xx yy zz aaa bbb ccc ddd "
		       "eee fff ggg hhh iii jjj kkk "
		       "lll mmm nnn ooo ppp"},
		{NULL, "Group one: Alden Rovers at Bray Town, Corrin at Denholm, Elm Park at Fenwick, Garth at Hexley. "
		       "Group two: Ives at Jarrow, Kelso at Lune, Marsh at North Quay, Orford at Penn, Quill at Reeth, "
		       "Selby at Thorne, Ulver at Voe, Wick at Yarm."},
		{NULL, "The end."},
		{NULL, ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *tag = text_language(rows[i].text, strlen(rows[i].text));
		if (rows[i].tag && tag)
			assert_string_equal(tag, rows[i].tag);
		else
			assert_ptr_equal(tag, rows[i].tag);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(languages_are_told)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
