namespace EdgeAgent.Cli.Eval.Appearances;

/// <summary>One labelled person and what the agent said; <paramref name="Track"/> is null where it did not follow anybody there.</summary>
internal sealed record PersonAnswer(string File, LabelledPerson Person, int? Track, GarmentAnswer Tops, GarmentAnswer Bottoms);
