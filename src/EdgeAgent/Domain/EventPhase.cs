namespace EdgeAgent.Domain;

internal enum EventPhase
{
    Start,
    Update,
    End,
}
