namespace EdgeAgent.Domain;

/// <summary>Why something about a person is told at all.</summary>
internal enum PersonalPurpose
{
    /// <summary>So that whoever is alerted finds whom or what it is about.</summary>
    Alert,

    /// <summary>So that a person who is looked for is found.</summary>
    Search,

    /// <summary>So that what happened can be shown.</summary>
    Evidence,

    /// <summary>So that it can be shown who asked for what, and why.</summary>
    Accountability,
}
