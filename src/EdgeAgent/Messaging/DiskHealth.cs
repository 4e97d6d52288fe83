namespace EdgeAgent.Messaging;

internal sealed record DiskHealth(long FreeBytes, long TotalBytes);
