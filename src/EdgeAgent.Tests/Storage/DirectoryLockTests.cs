using EdgeAgent.Parts;

namespace EdgeAgent.Storage;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_directory_has_one_holder_at_a_time()
    {
        var path = Path.Combine(_directory["new"], "agent.lock");
        using (DirectoryLock.Take(path))
        {
            var refused = Assert.Throws<StorageException>(() => DirectoryLock.Take(path));
            Assert.Equal("storage/in-use", refused.Problem.Code);
        }

        DirectoryLock.Take(path).Dispose();
    }
}
