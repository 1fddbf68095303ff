/* What the machine can do at most: the common task in one plain loop, and how fast memory can be read and written. */
#include <math.h>

/* All weeks; returns how many have adopted. Ties: ids[starts[i]] up to ids[starts[i + 1]] are the contacts of i.
   each_week begins with the pressure from outside and grows by weight[j] for each contact of j who adopts. One
   resistance a person instead of a draw a week: the same in distribution (Sellke 1983). */
long adopt(long people, long weeks, const long *starts, const int *ids, const float *weight,
           float *each_week, float *pressure, float *resistance, unsigned char *persuaded, int *found)
{
    long adopted = 0;
    for (long week = 0; week < weeks; week++) {
        long number = 0;
        for (long i = 0; i < people; i++) {
            pressure[i] += each_week[i];
            persuaded[i] = pressure[i] >= resistance[i];
        }
        for (long i = 0; i < people; i += 8) {
            if (*(const unsigned long *)(persuaded + i) == 0)
                continue;
            for (long k = i; k < i + 8; k++)
                if (persuaded[k])
                    found[number++] = (int)k;
        }
        for (long k = 0; k < number; k++) {
            resistance[found[k]] = INFINITY;
            for (long at = starts[found[k]]; at < starts[found[k] + 1]; at++)
                each_week[ids[at]] += weight[ids[at]];
        }
        adopted += number;
    }
    return adopted;
}

/* STREAM's triad: a = b + scale c. */
void triad(long length, double *restrict a, const double *restrict b, const double *restrict c, double scale)
{
    for (long i = 0; i < length; i++)
        a[i] = b[i] + scale * c[i];
}
