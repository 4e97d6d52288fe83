namespace EdgeAgent.Messaging;

/// <summary>What became of a command.</summary>
internal enum ReplyOutcome
{
    Done,
    Refused,
    Failed,
}
