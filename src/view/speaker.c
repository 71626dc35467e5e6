/* view/speaker.c - what a source is called in a narrow column, and its hue. */
#include "doc/speaker.h"
#include "view/paint.h"

void view_speaker(const struct pq_snapshot *s, uint32_t source, bool initials, char out[32])
{
	speaker_name(&s->doc, &s->notes, source, initials, out);
}

const char *view_speaker_name(const struct view_input *in, uint32_t source)
{
	bool keeps = in->speakers && source < view_notes(in)->n_sources;
	char *name = keeps ? in->speakers[source] : arena_alloc(in->arena, sizeof *in->speakers);
	if (name && !(keeps && *name))
		view_speaker(in->snapshot, source, false, name);
	return name ? name : "";
}

enum role view_source_role(const struct view_input *in, uint32_t source, bool *again)
{
	const struct pq_annotations *a = view_notes(in);
	*again = false;
	if (source >= a->n_sources)
		return ROLE_SOURCE_UNKNOWN;
	const struct pq_source *s = &a->sources[source];
	if (s->naming == PQ_UNNAMED || s->kind == PQ_SOURCE_UNKNOWN)
		return ROLE_SOURCE_UNKNOWN;
	if (s->naming == PQ_ANONYMOUS)
		return ROLE_SOURCE_ANONYMOUS;
	*again = source / 8 % 2;
	return (enum role)(ROLE_SPEAKER_1 + source % 8);
}

struct style view_source_style(const struct view_input *in, struct style base, uint32_t source)
{
	bool again;
	enum role role = view_source_role(in, source, &again);
	struct style style = view_style_on(in, base, role);
	if (again)
		style.attrs ^= ATTR_ITALIC;
	return style;
}
