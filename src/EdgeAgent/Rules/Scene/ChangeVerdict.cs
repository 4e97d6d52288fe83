namespace EdgeAgent.Rules.Scene;

/// <summary>What a change of the scene that stays is.</summary>
internal enum ChangeVerdict
{
    /// <summary>Too little of its outline is in view to say.</summary>
    Unclear,

    /// <summary>Somebody stands before a part of it: the rest of it is to come.</summary>
    Hidden,

    /// <summary>Something that is there now: its outline is in the present picture.</summary>
    Thing,

    /// <summary>Something that is gone, or light: its outline is in the background, or nowhere.</summary>
    Ghost,

    /// <summary>The same ground, darker.</summary>
    Shadow,
}
