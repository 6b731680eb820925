"""The buckets that both servers have."""

# One doesn't keep versions, one does, and one stands behind the gate of the data bucket's policy.
PLAIN = "independent-plain"
KEPT = "independent-kept"
GATED = "independent-gated"


def create(client):
    """Makes them where they can be made: on the foreign server."""
    for bucket in (PLAIN, KEPT, GATED):
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": client.meta.region_name})
    client.put_bucket_versioning(Bucket=KEPT, VersioningConfiguration={"Status": "Enabled"})
