using System.ComponentModel;

namespace EdgeAgent.Messaging;

/// <summary>Where a camera that can be turned looks.</summary>
internal sealed record PtzHealth(
    [Description("`home`; `away`, while its rules pause; `asking` until it first tells, 10 s at most; `unknown` while it does not tell, and its rules go on.")] string State,
    [Description("Why it does not tell.")] string? Code);
