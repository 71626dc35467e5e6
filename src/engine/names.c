/* names.c - the names that the JSON uses for the enumerations of the public header. */
#include <pullquote/pullquote.h>

#define NAME(table, i) ((unsigned)(i) < sizeof(table) / sizeof *(table) && (table)[i] ? (table)[i] : "unknown")

static const char *const block_kinds[PQ_BLOCK_KINDS] = {
	[PQ_BLOCK_TITLE] = "title",           [PQ_BLOCK_HEADING] = "heading",
	[PQ_BLOCK_PARAGRAPH] = "paragraph",   [PQ_BLOCK_LIST_ITEM] = "list-item",
	[PQ_BLOCK_BLOCKQUOTE] = "blockquote", [PQ_BLOCK_CAPTION] = "caption",
	[PQ_BLOCK_CREDIT] = "credit",         [PQ_BLOCK_CODE] = "code",
	[PQ_BLOCK_TABLE] = "table",           [PQ_BLOCK_BYLINE] = "byline",
	[PQ_BLOCK_RELATED] = "related",       [PQ_BLOCK_FURNITURE] = "furniture",
};
static const char *const left_out_kinds[PQ_LEFT_KINDS] = {
	[PQ_LEFT_PAGE] = "page",       [PQ_LEFT_ABOUT] = "about",   [PQ_LEFT_LINKS] = "links",
	[PQ_LEFT_COMMENT] = "comment", [PQ_LEFT_REPEAT] = "repeat", [PQ_LEFT_HIDDEN] = "hidden",
};
static const char *const entity_types[PQ_ENTITY_TYPES] = {
	[PQ_PERSON] = "person",   [PQ_ORGANIZATION] = "organization",
	[PQ_PLACE] = "place",     [PQ_GROUP] = "group",
	[PQ_EVENT] = "event",     [PQ_WORK] = "work",
	[PQ_PRODUCT] = "product", [PQ_DATE] = "date",
	[PQ_TIME] = "time",       [PQ_MONEY] = "money",
	[PQ_PERCENT] = "percent", [PQ_QUANTITY] = "quantity",
};
static const char *const mention_forms[PQ_MENTION_FORMS] = {
	[PQ_NAME] = "name", [PQ_PRONOUN] = "pronoun", [PQ_NOMINAL] = "nominal"};
static const char *const quote_kinds[PQ_QUOTE_KINDS] = {
	[PQ_DIRECT] = "direct", [PQ_MIXED] = "mixed", [PQ_INDIRECT] = "indirect"};
static const char *const source_kinds[PQ_SOURCE_KINDS] = {
	[PQ_SOURCE_PERSON] = "person",   [PQ_SOURCE_ORGANIZATION] = "organization",
	[PQ_SOURCE_PLACE] = "place",     [PQ_SOURCE_DOCUMENT] = "document",
	[PQ_SOURCE_OUTLET] = "outlet",   [PQ_SOURCE_GROUP] = "group",
	[PQ_SOURCE_UNKNOWN] = "unknown",
};
static const char *const namings[PQ_NAMINGS] = {
	[PQ_NAMED] = "named", [PQ_DESCRIBED] = "described", [PQ_ANONYMOUS] = "anonymous", [PQ_UNNAMED] = "none"};
static const char *const finding_kinds[PQ_FINDING_KINDS] = {
	[PQ_UNRESOLVED_SPEAKER] = "unresolved-speaker",
	[PQ_PRONOUN_CONFLICT] = "pronoun-conflict",
	[PQ_NOT_INTRODUCED] = "not-introduced",
	[PQ_ANONYMOUS_SOURCE] = "anonymous-source",
	[PQ_SECOND_HAND] = "second-hand",
	[PQ_SHARED_SURNAME] = "shared-surname",
	[PQ_AMBIGUOUS_ACRONYM] = "ambiguous-acronym",
	[PQ_DECLINED] = "declined",
	[PQ_WIRE_CREDIT] = "wire-credit",
	[PQ_FURNITURE] = "furniture",
	[PQ_SCARE_QUOTE] = "scare-quote",
	[PQ_NEVER_QUOTED] = "never-quoted",
};
static const struct {
	const char *name, *sentence;
} evidence[] = {
#define EVIDENCE(symbol, name, sentence) {name, sentence},
#include "annotate/evidence.def"
#undef EVIDENCE
};
enum { EVIDENCES = sizeof evidence / sizeof *evidence };

const char *pq_block_kind_name(enum pq_block_kind kind)
{
	return NAME(block_kinds, kind);
}

const char *pq_left_out_kind_name(enum pq_left_out_kind kind)
{
	return NAME(left_out_kinds, kind);
}

const char *pq_entity_type_name(enum pq_entity_type type)
{
	return NAME(entity_types, type);
}

const char *pq_mention_form_name(enum pq_mention_form form)
{
	return NAME(mention_forms, form);
}

const char *pq_quote_kind_name(enum pq_quote_kind kind)
{
	return NAME(quote_kinds, kind);
}

const char *pq_source_kind_name(enum pq_source_kind kind)
{
	return NAME(source_kinds, kind);
}

const char *pq_naming_name(enum pq_naming naming)
{
	return NAME(namings, naming);
}

const char *pq_finding_kind_name(enum pq_finding_kind kind)
{
	return NAME(finding_kinds, kind);
}

const char *pq_evidence_name(pq_evidence e)
{
	return evidence[e < EVIDENCES ? e : 0].name;
}

const char *pq_evidence_sentence(pq_evidence e)
{
	return evidence[e < EVIDENCES ? e : 0].sentence;
}
