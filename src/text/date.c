/* date.c - dates as pages, mails and dispatches write them, to ISO 8601. */
#include "text/date.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct reader {
	const char *s, *end;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/** Exactly DIGITS digits; -1: not there, nothing read. */
static int number(struct reader *r, int digits)
{
	int value = 0;
	if (r->end - r->s < digits)
		return -1;
	for (int i = 0; i < digits; i++) {
		if (!is_digit(r->s[i]))
			return -1;
		value = 10 * value + (r->s[i] - '0');
	}
	r->s += digits;
	return value;
}

static bool take(struct reader *r, const char *any)
{
	if (r->s < r->end && *r->s && strchr(any, *r->s)) {
		r->s++;
		return true;
	}
	return false;
}

/** A time of day and a zone behind a date, appended to OUT as ISO 8601 has them. */
static void add_time(struct reader *r, char out[40])
{
	if (!take(r, "Tt "))
		return;
	int hour = number(r, 2), minute = take(r, ":") ? number(r, 2) : -1;
	if (hour < 0 || hour > 24 || minute < 0 || minute > 59)
		return;
	int second = take(r, ":") ? number(r, 2) : 0;
	size_t n = strlen(out);
	n += (size_t)snprintf(out + n, 40 - n, "T%02d:%02d:%02d", hour, minute, second < 0 ? 0 : second);
	if (take(r, "."))
		while (r->s < r->end && is_digit(*r->s))
			r->s++;
	take(r, " ");
	if (take(r, "Zz")) {
		snprintf(out + n, 40 - n, "Z");
	} else if (r->s < r->end && (*r->s == '+' || *r->s == '-')) {
		char sign = *r->s++;
		int h = number(r, 2);
		take(r, ":");
		int m = number(r, 2);
		if (h >= 0 && h <= 14)
			snprintf(out + n, 40 - n, "%c%02d:%02d", sign, h, m < 0 || m > 59 ? 0 : m);
	}
}

static bool set_date(int year, int month, int day, char out[40])
{
	if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	snprintf(out, 40, "%04d-%02d-%02d", year, month, day);
	return true;
}

/** 2019-11-19, 2019/11/19, 20191119, with or without a time. */
static bool read_iso(struct reader r, char out[40])
{
	int year = number(&r, 4);
	bool parted = take(&r, "-/.");
	int month = number(&r, 2);
	if (parted && !take(&r, "-/."))
		return false;
	int day = number(&r, 2);
	if (year < 0 || month < 0 || day < 0 || (r.s < r.end && is_digit(*r.s)) || !set_date(year, month, day, out))
		return false;
	add_time(&r, out);
	return true;
}

/* How a month's name begins, in English, and where they differ in German, French, Spanish, Portuguese, Italian. */
static const struct {
	char name[6];
	unsigned char month;
} months[] = {
	{"jan", 1},        {"feb", 2},
	{"mar", 3},        {"apr", 4},
	{"may", 5},        {"jun", 6},
	{"jul", 7},        {"aug", 8},
	{"sep", 9},        {"oct", 10},
	{"nov", 11},       {"dec", 12},
	{"gen", 1},        {"ene", 1},
	{"fev", 2},        {"f\xc3\xa9v", 2},
	{"m\xc3\xa4r", 3}, {"abr", 4},
	{"avr", 4},        {"mai", 5},
	{"mag", 5},        {"juin", 6},
	{"giu", 6},        {"juil", 7},
	{"lug", 7},        {"ago", 8},
	{"ao\xc3\xbb", 8}, {"set", 9},
	{"okt", 10},       {"out", 10},
	{"ott", 10},       {"dez", 12},
	{"dic", 12},       {"d\xc3\xa9\x63", 12},
};

/** The month that a word begins with; 0: none. */
static int month_of(const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof months / sizeof *months; i++)
		if (len >= strlen(months[i].name) && !strncasecmp(s, months[i].name, strlen(months[i].name)))
			return months[i].month;
	return 0;
}

/** Words and numbers in any order that hold a month's name, a day and a year: "Tue, 19 Nov 2019", "November 19, 2019". */
static bool read_words(struct reader r, char out[40])
{
	int year = -1, month = 0, day = -1;
	while (r.s < r.end && (year < 0 || !month || day < 0)) {
		if (is_digit(*r.s)) {
			struct reader n = r;
			int value = 0, digits = 0;
			for (; n.s < n.end && is_digit(*n.s); n.s++, digits++)
				value = digits < 4 ? 10 * value + (*n.s - '0') : value;
			bool clock = n.s < n.end && *n.s == ':';
			if (digits == 4 && year < 0)
				year = value;
			else if (digits <= 2 && day < 0 && !clock)
				day = value;
			r.s = n.s;
			if (clock)
				while (r.s < r.end && (is_digit(*r.s) || *r.s == ':'))
					r.s++;
		} else if (is_letter(*r.s) || (unsigned char)*r.s >= 0x80) {
			const char *word = r.s;
			while (r.s < r.end && (is_letter(*r.s) || (unsigned char)*r.s >= 0x80))
				r.s++;
			int m = month_of(word, (size_t)(r.s - word));
			month = month ? month : m;
		} else {
			r.s++;
		}
	}
	if (!month || !set_date(year, month, day, out))
		return false;
	add_time(&r, out);
	return true;
}

/** 11/19/2019, 19.11.2019: with slashes the month comes first unless it cannot be one, with dots the day. */
static bool read_numbers(struct reader r, char out[40])
{
	int part[3] = {0}, digits = 0;
	char sign = 0;
	for (int i = 0; i < 3; i++) {
		for (digits = 0; r.s < r.end && is_digit(*r.s) && digits < 4; digits++)
			part[i] = 10 * part[i] + (*r.s++ - '0');
		if (!digits ||
		    (i < 2 && (r.s >= r.end || (*r.s != '/' && *r.s != '.' && *r.s != '-') || (sign && *r.s != sign))))
			return false;
		sign = i < 2 ? *r.s++ : sign;
	}
	bool day_first = sign != '/' || part[0] > 12;
	if (digits != 4 || !set_date(part[2], part[day_first], part[!day_first], out))
		return false;
	add_time(&r, out);
	return true;
}

/** Seconds or milliseconds since 1970.  Source of the day's computing: days from civil, proleptic Gregorian calendar. */
static bool read_epoch(struct reader r, char out[40])
{
	size_t digits = (size_t)(r.end - r.s);
	int64_t value = 0;
	for (; r.s < r.end; r.s++) {
		if (!is_digit(*r.s) || digits > 13)
			return false;
		value = 10 * value + (*r.s - '0');
	}
	if (digits != 10 && digits != 13)
		return false;
	int64_t seconds = digits == 13 ? value / 1000 : value, days = seconds / 86400;
	int year = 1970, month = 1;
	for (;; year++) {
		int length = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 366 : 365;
		if (days < length)
			break;
		days -= length;
	}
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	for (; month < 12; month++) {
		int length = lengths[month - 1] + (month == 2 && leap);
		if (days < length)
			break;
		days -= length;
	}
	if (!set_date(year, month, (int)days + 1, out))
		return false;
	int64_t rest = seconds % 86400;
	snprintf(out + 10, 30, "T%02d:%02d:%02dZ", (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
	return true;
}

bool date_parse(const char *s, size_t len, char out[40])
{
	struct reader r = {s, s + len};
	while (r.s < r.end && (*r.s == ' ' || *r.s == '\n'))
		r.s++;
	while (r.end > r.s && (r.end[-1] == ' ' || r.end[-1] == '\n'))
		r.end--;
	if (r.end - r.s > 200)
		return false;
	return read_epoch(r, out) || read_iso(r, out) || read_numbers(r, out) || read_words(r, out);
}
