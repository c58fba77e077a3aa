package org.flowfoundry.generation.image;

/** How a sample comes from noise, step by step. */
public enum SamplingMethod {
    /** With fresh noise in every step (Ho et al. 2020); some 50 to 1,000 steps. */
    ANCESTRAL,
    /** Without (Song et al. 2021, arXiv 2010.02502); some 20 to 100 steps. */
    DDIM,
    /** DPM-Solver++(2M), of second order (Lu et al. 2022, arXiv 2211.01095); some 10 to 25 steps. */
    DPM_SOLVER
}
