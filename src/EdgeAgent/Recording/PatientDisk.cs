using EdgeAgent.Domain;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Recording;

/// <summary>Tries a write of one camera's recorder until the disk takes it, says so meanwhile, and asks for room where there is none.</summary>
internal sealed partial class PatientDisk(CameraId camera, RecordingSpace space, RecordingState state, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>Until it works; false where the queue ran over meanwhile, or it is time to stop.</summary>
    public async Task<bool> TryAsync(Action write, string path, PacketSubscription packets, CancellationToken cancellationToken)
    {
        while (true)
        {
            var problem = space.Refusal;
            try
            {
                if (problem is null)
                {
                    write();
                    Worked();
                    return true;
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                problem = RecordingProblems.FromDisk(path, fault);
            }

            Failed(problem);
            if (packets.Overrun || cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            await Task.Delay(RetryPause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Worked()
    {
        if (state.Fault is { } gone)
        {
            Log.Recovered(logger, camera, gone.Code);
            state.FaultIs(null);
        }
    }

    private void Failed(Problem problem)
    {
        if (state.Fault?.Code != problem.Code)
        {
            Log.Refused(logger, camera, problem.ToString());
        }

        state.FaultIs(problem);
        if (problem.Code == RecordingProblems.DiskFull)
        {
            space.Demand();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1130, LogLevel.Error, "{Camera}: not recorded: {Problem}")]
        public static partial void Refused(ILogger logger, CameraId camera, string problem);

        [LoggerMessage(1131, LogLevel.Information, "{Camera}: recorded again; {Code} is gone")]
        public static partial void Recovered(ILogger logger, CameraId camera, string code);
    }
}
