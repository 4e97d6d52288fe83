namespace EdgeAgent.Tracking;

/// <summary>How well a detection goes with a track: 0 not at all, 1 wholly.</summary>
internal delegate double PairScore(Tracklet tracklet, in Candidate candidate);
