namespace EdgeAgent.Identity;

/// <summary>What the holder of a key may say. A key may have several roles.</summary>
internal enum KeyRole
{
    /// <summary>Commands, search orders and configuration.</summary>
    Operations,

    /// <summary>Acknowledgements of what it has stored.</summary>
    Consumer,

    /// <summary>What a pole says of itself, such as the manifests of its clips.</summary>
    Pole,
}
