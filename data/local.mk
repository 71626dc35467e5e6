# what data/ installs and distributes
