/* sniff.c - formats told by their first bytes. */
#include "engine/sniff.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/web.h"
#include "engine/transcode.h"

enum { LOOKED_AT = 8192 };

struct magic {
	const char *bytes;
	unsigned short len, at;
	struct foreign foreign;
};

#define IMAGE(what) \
	{ \
		what, "tesseract '%s' - | pullquote -", PQ_EUNSUPPORTED \
	}
#define PACKED(what, program) \
	{ \
		what, program " -dc '%s' | pullquote -", PQ_EUNSUPPORTED \
	}
#define BINARY(what) \
	{ \
		what, NULL, PQ_EFORMAT \
	}

static const struct magic magics[] = {
	{"%PDF-", 5, 0, {"a PDF file", "pdftotext '%s' - | pullquote -", PQ_EUNSUPPORTED}},
	{"{\\rtf", 5, 0, {"an RTF file", "pandoc -f rtf -t plain --wrap=none '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	 8,
	 0,
	 {"an old Word or Office file", "antiword '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"%!PS", 4, 0, {"a PostScript file", "ps2ascii '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"AT&TFORM", 8, 0, {"a DjVu file", "djvutxt '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"BOOKMOBI", 8, 60, {"a Kindle book", "ebook-convert '%s' book.txt && pullquote book.txt", PQ_EUNSUPPORTED}},
	{"\x89PNG\r\n\x1a\n", 8, 0, IMAGE("an image (PNG)")},
	{"\xff\xd8\xff", 3, 0, IMAGE("an image (JPEG)")},
	{"GIF8", 4, 0, IMAGE("an image (GIF)")},
	{"WEBP", 4, 8, IMAGE("an image (WebP)")},
	{"II*\0", 4, 0, IMAGE("an image (TIFF)")},
	{"MM\0*", 4, 0, IMAGE("an image (TIFF)")},
	{"ftypavif", 8, 4, IMAGE("an image (AVIF)")},
	{"ftyphei", 7, 4, IMAGE("an image (HEIC)")},
	{"\x1f\x8b", 2, 0, PACKED("compressed (gzip)", "gzip")},
	{"BZh", 3, 0, PACKED("compressed (bzip2)", "bzip2")},
	{"\xfd"
	 "7zXZ\0",
	 6, 0, PACKED("compressed (xz)", "xz")},
	{"\x28\xb5\x2f\xfd", 4, 0, PACKED("compressed (zstd)", "zstd")},
	{"7z\xbc\xaf\x27\x1c", 6, 0, BINARY("a 7z archive")},
	{"Rar!\x1a\x07", 6, 0, BINARY("a RAR archive")},
	{"ustar", 5, 257, {"a tar archive", "tar -xOf '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"\x7f"
	 "ELF",
	 4, 0, BINARY("a program (ELF)")},
	{"SQLite format 3", 16, 0, BINARY("a SQLite database")},
	{"ID3", 3, 0, BINARY("an audio file")},
	{"OggS", 4, 0, BINARY("an audio file")},
	{"fLaC", 4, 0, BINARY("an audio file")},
	{"WAVE", 4, 8, BINARY("an audio file")},
	{"ftyp", 4, 4, BINARY("a video file")},
	{"\x1a\x45\xdf\xa3", 4, 0, BINARY("a video file")},
	{"wOFF", 4, 0, BINARY("a font")},
	{"wOF2", 4, 0, BINARY("a font")},
};

/* What a ZIP holds is told by the names that stand in its first entries. */
static const struct {
	const char *mark;
	struct foreign foreign;
} zips[] = {
	{"application/epub+zip",
	 {"an EPUB book", "pandoc -f epub -t plain --wrap=none '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"application/vnd.oasis.opendocument",
	 {"an OpenDocument file", "pandoc -f odt -t plain --wrap=none '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"word/", {"a Word file (DOCX)", "pandoc -f docx -t plain --wrap=none '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"xl/", {"a spreadsheet (XLSX)", "xlsx2csv '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"[Content_Types].xml",
	 {"a Word file (DOCX)", "pandoc -f docx -t plain --wrap=none '%s' | pullquote -", PQ_EUNSUPPORTED}},
	{"PK", {"a ZIP archive", "unzip -p '%s' | pullquote -", PQ_EUNSUPPORTED}},
};
static const struct foreign unknown = {"binary", NULL, PQ_EFORMAT};

/** More than one byte in twenty is a control character that no text has; of a short one more than a few are, or most. */
static bool is_binary(const unsigned char *s, size_t len)
{
	enum { FEW = 8 };
	size_t controls = 0;
	for (size_t i = 0; i < len; i++)
		controls += s[i] < 0x20 && s[i] != '\n' && s[i] != '\r' && s[i] != '\t' && s[i] != '\f' && s[i] != 0x1b;
	return controls * 20 > len && (controls > FEW || controls * 3 > len);
}

static bool is_utf16(const unsigned char *s, size_t len)
{
	bool marked = len >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff));
	return marked || transcode_utf16(s, len);
}

const struct foreign *sniff_foreign(const void *bytes, size_t len)
{
	const unsigned char *s = bytes;
	size_t n = len < LOOKED_AT ? len : LOOKED_AT;
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		const struct magic *m = &magics[i];
		if (n >= (size_t)m->at + m->len && !memcmp(s + m->at, m->bytes, m->len))
			return &m->foreign;
	}
	if (n >= 4 && !memcmp(s, "PK\3\4", 4))
		for (size_t i = 0; i < sizeof zips / sizeof *zips; i++)
			if (memmem(s, n, zips[i].mark, strlen(zips[i].mark)))
				return &zips[i].foreign;
	return !is_utf16(s, n) && is_binary(s, n) ? &unknown : NULL;
}

enum pq_status sniff_refuse(const struct foreign *format, const char *name, struct pq_error *error)
{
	if (!format->converter)
		return error_set(error, format->status, "%s is %s, not text or HTML", name, format->name);
	char command[192];
	const char *hole = strstr(format->converter, "%s");
	bool piped = !strcmp(name, "-"), page = web_is_page(name);
	int before = (int)(hole - format->converter);
	/* A name that does not fit, or would need quoting of its own, stands as FILE. */
	const char *file = piped || page || strlen(name) > 80 || strchr(name, '\'') ? "FILE" : name;
	snprintf(command, sizeof command, "%.*s%s%s", before, format->converter, file, hole + 2);
	return error_set(error, format->status, "%s is %s; %sturn it into text first: %s", piped ? "the input" : name,
			 format->name, page ? "save it as FILE and " : "", command);
}
