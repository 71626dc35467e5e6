/* tools/train/export.h - float weights to the integers of the model file. */
#ifndef TRAIN_EXPORT_H
#define TRAIN_EXPORT_H

#include "net.h"

/** CALIBRATION: SHAPE_CALIBRATION probabilities in 1/10000. */
bool export_model(const struct net *n, const int16_t *calibration, const char *path);

#endif
